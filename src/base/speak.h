/*
 * The language of the console: GNU gettext. A message stands in the sources in
 * English and in po/LANGUAGE.po in another language; it is looked up where it
 * is shown, by speak() or within what takes it (log_error, faults_add,
 * findings_add). Where no catalog has it, it stays English.
 *
 * What outlives the program or is read by programs never goes through here:
 * rows and their notes, files, JSON, the lines of `scene`.
 */
#ifndef BASE_SPEAK_H
#define BASE_SPEAK_H

#include <stdbool.h>
#include <stdint.h>

/* Marks a text for the catalogs that is looked up elsewhere. */
#define N_(text) text

/* Chooses the language, once, before there are threads: `wanted` where there is
   a catalog of it ("vi"), else as gettext(3) does, by LC_ALL, LC_MESSAGES or
   LANG, and by LANGUAGE; no locale need be generated for it. `plainly`, as to
   the journal: English, unless another is wanted. Only the language of messages
   is changed: figures and letters are read as before. */
void speak_begin(const char *wanted, bool plainly);

/* Whether there are messages in that language: English, or one with a catalog.
 */
bool speak_knows(const char *language);

/* The message in the language that was chosen. It lives as long as the
   program. */
const char *speak(const char *message) __attribute__((format_arg(1)));

/* The same of one that tells a count: of 1, and of others. */
const char *speak_count(const char *one, const char *many, int64_t count)
    __attribute__((format_arg(1), format_arg(2)));

#endif
