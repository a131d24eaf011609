/*
 * The inside of installer.h: one step in the making. installer_page.c is the
 * way from page to page, installer_act.c what a press does on each, and
 * installer_step.c above both what time and the disk bring.
 */
#ifndef SURVEY_INSTALLER_INSIDE_H
#define SURVEY_INSTALLER_INSIDE_H

#include "survey/installer.h"

struct installer_move {
    struct installer *installer;
    int64_t now_ms;
    struct installer_wants *wants;
};

/* Wants something done; until it is, nothing is taken. */
void installer_want(struct installer_move *move, enum installer_want want);

void installer_say(struct installer_move *move, enum installer_notice notice);

/* The digits typed so far, of both times. */
void installer_forget_digits(struct installer *installer);

/* To a page, with nothing typed or said yet. */
void installer_show(struct installer_move *move, enum installer_page page);

/* To the page after this one, which is done with, or before it. */
void installer_go_on(struct installer_move *move);
void installer_go_back(struct installer_move *move);

/* An item of the page was pressed. */
void installer_act(struct installer_move *move, struct action action);

#endif
