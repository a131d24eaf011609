/*
 * A wording: all that a form says, in every language, as one canonical text.
 * The record keeps each wording once, under the SHA-256 of that text, and an
 * answer names the one its visitor saw; so a later config never changes what
 * an earlier day's file says.
 *
 * The text is lines of fields parted by TAB, which no text of a config holds:
 *
 *     wording 1
 *     form <id> <version> <levels>
 *     languages <code>...
 *     title <text>...                one text a language, also below
 *     level <text>...                from the worst to the best
 *     question <id>
 *     text <text>...                 of the question before; as are
 *     theme <text>...
 *     reason <id> <text>...
 */
#ifndef FORMAT_WORDING_H
#define FORMAT_WORDING_H

#include <stdbool.h>

#include "base/text.h"
#include "survey/form.h"
#include "survey/words.h"

/* So many hex digits of its hash name a wording in the note of a row. */
enum { WORDING_PREFIX = 16 };

enum { WORDING_CODE_SIZE = sizeof((struct words *)0)->code };

/* Appends the canonical text of a form; `words` names its languages. */
void wording_write(struct text *out, const struct form *form,
                   const struct words *words);

/* One that was read back. */
struct wording {
    struct form form; /* its texts lie in `text` */
    char codes[FORM_LANGUAGES_MAX][WORDING_CODE_SIZE];
    char *text;
};

/* Reads a canonical text. False when it is not one, or memory ran out; the
   wording must be given to wording_free either way. */
bool wording_read(const char *text, struct wording *out)
    __attribute__((warn_unused_result));

/* Where a form, of the same id and version, asks otherwise than an earlier
   wording did, in a language that both have: the id of the question, "levels"
   when an answer means something else, or NULL when answers to both can stand
   in one row. What only one of them has is nobody's answer; a title, a theme
   and a reason can be mended. */
const char *wording_clash(const struct wording *before, const struct form *form,
                          const struct words *words);

/* Whether a question of this id was asked by the wording as the form asks it:
   under the same id and version of the form, and by the same rule. */
bool wording_asks(const struct wording *before, const struct form *form,
                  const struct words *words, const char *question);

/* Takes NULL, and a zeroed wording. */
void wording_free(struct wording *wording);

#endif
