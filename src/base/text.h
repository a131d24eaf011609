/*
 * Strings that cannot be cut unseen. Two kinds: a fixed buffer that says when
 * a text did not fit, and a growing one that remembers that memory ran out,
 * so that a caller appends many times and asks once.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Formats into a fixed buffer. False when the text did not fit; what is there
   then is cut, still terminated, and not to be used. */
bool text_format(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4), warn_unused_result));

/* Copies a string into a fixed buffer, with the same promise. */
bool text_copy(char *out, size_t size, const char *from)
    __attribute__((warn_unused_result));

/* Formats what fits whatever happens: that it does not is a fault of the
   program, and ends it. */
void text_must(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Formats what a person reads, and cuts what does not fit behind a whole
   character. */
void text_cut(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Copies bytes of any origin as they may be shown and logged: cut between two
   characters where they do not fit, without control characters, and with ?
   for what is no UTF-8. */
void text_show(char *out, size_t size, const char *bytes, size_t length);

/* True when a text holds what moves or hides other text instead of being read:
   control characters (C0, DEL, C1), line and paragraph separators, marks of
   direction, a BOM. */
bool text_has_control(const char *text);

/*
 * A blank at which no line may end (U+00A0) joins the syllables of a word on
 * the glass: "mỉm cười". It is no other letter: what is kept, compared and
 * printed has a plain blank in its place.
 */
#define TEXT_JOIN "\u00a0"

/* Whether two texts read the same: joined or not. */
bool text_reads_same(const char *a, const char *b);

/* Puts plain blanks for what joins; returns the length that is left. */
size_t text_unjoin(char *text);

/* True for well-formed UTF-8 (no overlong forms, no surrogates). */
bool text_is_utf8(const char *bytes, size_t length);

/* A growing text. Begin with a zeroed struct; the owner calls text_free. */
struct text {
    char *data; /* terminated once anything was appended; NULL before */
    size_t length;
    size_t capacity;
    bool failed; /* memory ran out: the content is not whole */
};

void text_append(struct text *text, const char *bytes, size_t length);
void text_append_string(struct text *text, const char *string);
void text_append_format(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Empties it and keeps its memory. */
void text_clear(struct text *text);

/* Takes NULL, and a text that was never used; errno stays as it was. */
void text_free(struct text *text);

#endif
