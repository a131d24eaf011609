/* A form and rules for tests of the pure rooms. */
#ifndef TESTS_SURVEY_WITH_FORM_H
#define TESTS_SURVEY_WITH_FORM_H

#include "survey/flow.h"

/* Four questions, five levels, two languages; each question has as many
   reasons as its number, at most three. */
void with_form(struct form *form);

/* The times of the sample config; no reasons are asked for. */
struct flow_rules with_rules(const struct sheet *sheet);

#endif
