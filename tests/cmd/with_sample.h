/* The sample config, as it lies in the tree, with another form. */
#ifndef TESTS_CMD_WITH_SAMPLE_H
#define TESTS_CMD_WITH_SAMPLE_H

#include "config/config.h"
#include "survey/installer.h"

/* To be given to config_free. */
void with_sample(struct config *config, const char *form, int levels);

/* The longest codes and key that there can be. */
void with_longest(struct installer *installer);

#endif
