/*
 * Language files: the words that the terminal itself says, and those of the
 * report, one file a language. lang/<code>.ini beside the config counts before
 * the program's own assets/lang/<code>.ini, and may leave out what no visitor
 * reads (docs/languages.md).
 *
 *     [language] code= name=      [words] a key for each of words_key()
 *     [report] a key for each of report_words_key()
 */
#ifndef CONFIG_LANG_FILE_H
#define CONFIG_LANG_FILE_H

#include "config/source.h"

/* Every language that has a file, in the order of the alphabet, into
   `others`. None when the folders cannot be read. */
void lang_list(const struct source *source, const char *share,
               struct languages *languages);

/* Reads one. The words point into the file that is returned, which the caller
   closes; NULL, after a fault, when it cannot be read. What may be left out and
   is stays NULL. `config` is bonluon.ini. */
struct keyfile *lang_load(const struct source *config, const char *share,
                          const char *code, struct words *words);

/* What a language leaves out for staff and the report is taken from Vietnamese;
   a fault where that is not among them. */
void lang_fill_gaps(const struct source *config, struct words *words,
                    int count);

#endif
