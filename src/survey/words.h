/*
 * The words that the terminal itself says, apart from those of a form: one
 * set a language, read from assets/lang/<code>.ini, where each stands under
 * its key. A new word is a new line of the list below; a language file that
 * lacks it is refused by name.
 */
#ifndef SURVEY_WORDS_H
#define SURVEY_WORDS_H

#include "survey/report_words.h"

/*   name             key in the file */
#define WORDS_LIST(X)                                                          \
    X(BACK, "back")                 /* Quay lại */                           \
    X(SKIP, "skip")                 /* Bỏ qua */                             \
    X(CONTINUE, "continue")         /* Tiếp tục */                         \
    X(PROGRESS, "progress")         /* Câu %1/%2: place, count */             \
    X(ANONYMOUS, "anonymous")       /* the answers name nobody */              \
    X(SAVING, "saving")             /* the disk is slow */                     \
    X(LOWER, "low-reach")           /* Hạ thấp: keys come down */          \
    X(RAISE, "raise")               /* Nâng lên: and go up again */          \
    X(SPEAK, "speak")               /* Nghe đọc: the question, aloud */     \
    X(REASONS, "reasons")           /* what was not good? */                   \
    X(REASONS_HINT, "reasons-hint") /* several may be chosen */                \
    X(DONE, "done")                 /* Xong */                                 \
    X(ASLEEP, "asleep")             /* touch to begin */                       \
    X(ASLEEP_MORE, "asleep-more")   /* the office is closed now */             \
    X(STILL_THERE, "still-there")   /* Ông/bà còn ở đó không? */       \
    X(STILL_THERE_HINT, "still-there-hint") /* what happens if not */          \
    X(THANKS, "thanks")                     /* Xin cảm ơn ông/bà! */      \
    X(THANKS_MORE, "thanks-more")           /* the second line of it */        \
    X(OUT_OF_ORDER, "out-of-order") /* the terminal cannot keep answers */     \
    X(OUT_OF_ORDER_MORE, "out-of-order-more") /* and what to do */

enum word {
#define WORDS_ENUM(name, key) WORD_##name,
    WORDS_LIST(WORDS_ENUM)
#undef WORDS_ENUM
        WORD_COUNT
};

struct words {
    char code[8];     /* "vi": names the file, and the language in a CSV */
    const char *name; /* "Tiếng Việt": what the toggle says */
    const char *text[WORD_COUNT];
    const char *report[REPORT_WORD_COUNT]; /* not on the glass */
};

/* The key of a word in a language file. */
const char *words_key(enum word word);

#endif
