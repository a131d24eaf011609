/*
 * The letters of a text, as far as setting it has to tell them apart (Unicode's
 * General_Category and Script, of the scripts that are written around here).
 * Texts are well-formed UTF-8.
 */
#ifndef DISPLAY_LETTERS_H
#define DISPLAY_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The letter at the beginning of a text, and its length in bytes. */
uint32_t letters_first(const char *text, size_t *length);

/* What is never seen, and needs no picture: ends of lines, soft hyphens, what
   parts and joins letters, variations. */
bool letters_unseen(uint32_t letter);

/* The length in bytes of the first letter with its marks. */
size_t letters_marked(const char *text);

/* The script of a run of letters, by the code of ISO 15924: in Khmer, Chăm and
   the like a vowel stands before the letter that it is written behind, and
   consonants below each other. Latin where there is none of those. */
const char *letters_script(const char *text);

#endif
