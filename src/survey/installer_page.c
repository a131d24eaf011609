/* The way of the installer from page to page. */
#include <string.h>

#include "survey/installer_inside.h"

static bool is_asked(const struct installer *installer, int page)
{
    return (installer->asked >> page & 1u) != 0;
}

/* The end where there is no other. */
static enum installer_page page_after(const struct installer *installer,
                                      int page)
{
    do {
        page++;
    } while (page < INSTALLER_DONE && !is_asked(installer, page));
    return page < INSTALLER_DONE ? (enum installer_page)page : INSTALLER_DONE;
}

static enum installer_page page_before(const struct installer *installer,
                                       int page)
{
    do {
        page--;
    } while (page > INSTALLER_WELCOME && !is_asked(installer, page));
    return page > INSTALLER_WELCOME ? (enum installer_page)page
                                    : INSTALLER_WELCOME;
}

void installer_want(struct installer_move *move, enum installer_want want)
{
    move->wants->want = want;
    move->installer->doing = want;
    move->installer->notice = INSTALLER_ASKS;
}

void installer_say(struct installer_move *move, enum installer_notice notice)
{
    move->installer->notice = notice;
}

void installer_forget_digits(struct installer *installer)
{
    explicit_bzero(installer->digits, sizeof installer->digits);
    explicit_bzero(installer->first_digits, sizeof installer->first_digits);
    installer->digit_count = 0;
}

void installer_show(struct installer_move *move, enum installer_page page)
{
    struct installer *installer = move->installer;
    installer_forget_digits(installer);
    explicit_bzero(&installer->key, sizeof installer->key);
    installer->key_shown = false;
    installer->page = page;
    installer->changed_ms = move->now_ms;
    installer->notice = page == INSTALLER_PIN && installer->pin_set
                            ? INSTALLER_SET
                            : INSTALLER_ASKS;
    installer->ahead = 0;
    installer->clock_right = installer->clock_right && page != INSTALLER_DATE;
}

void installer_go_on(struct installer_move *move)
{
    enum installer_page next =
        page_after(move->installer, (int)move->installer->page);
    if (next == INSTALLER_DONE) {
        installer_want(move, INSTALLER_FINISH);
    } else {
        installer_show(move, next);
    }
}

void installer_go_back(struct installer_move *move)
{
    enum installer_page page = move->installer->page;
    if (page > INSTALLER_WELCOME && page < INSTALLER_DONE) {
        installer_show(move, page_before(move->installer, (int)page));
    }
}

void installer_begin(struct installer *installer, bool begun, unsigned kept,
                     int64_t now_ms)
{
    int page = INSTALLER_WELCOME;
    installer->touched_ms = now_ms;
    installer->changed_ms = now_ms;
    if (begun) {
        do {
            page = (int)page_after(installer, page);
        } while (page < INSTALLER_DONE && (kept >> page & 1u) != 0);
        if (page == INSTALLER_DONE) {
            page = (int)page_before(installer, INSTALLER_DONE);
        }
    }
    if (installer->page != INSTALLER_FAULT) {
        struct installer_move move = {.installer = installer, .now_ms = now_ms};
        installer_show(&move, (enum installer_page)page);
    }
}

int installer_place(const struct installer *installer)
{
    int place = 0;
    for (int page = 0; page <= (int)installer->page; page++) {
        place += is_asked(installer, page);
    }
    return is_asked(installer, (int)installer->page) ? place : 0;
}

int installer_steps(const struct installer *installer)
{
    int steps = 0;
    for (int page = 0; page < INSTALLER_DONE; page++) {
        steps += is_asked(installer, page);
    }
    return steps;
}
