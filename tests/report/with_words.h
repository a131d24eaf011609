/* The words of the tree: Vietnamese is the first language, English the
   second. */
#ifndef TESTS_REPORT_WITH_WORDS_H
#define TESTS_REPORT_WITH_WORDS_H

#include "config/config.h"

/* The caller calls config_free. */
struct config with_words(void);

#endif
