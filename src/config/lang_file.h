/*
 * Language files, assets/lang/<code>.ini: the words that the terminal itself
 * says, and those of the report, one file a language.
 *
 *     [language] code= name=      [words] a key for each of words_key()
 *     [report] a key for each of report_words_key()
 */
#ifndef CONFIG_LANG_FILE_H
#define CONFIG_LANG_FILE_H

#include "config/source.h"

/* Every language that has a file, in the order of the alphabet, into
   `others`. None when the folder cannot be read. */
void lang_list(struct languages *languages, const char *share);

/* Reads one. The words point into the file that is returned, which the caller
   closes; NULL, after a fault, when it cannot be read. */
struct keyfile *lang_load(struct words *words, const char *share,
                          const char *code, struct faults *faults);

#endif
