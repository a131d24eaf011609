#include "survey/sheet.h"

#include <assert.h>
#include <stddef.h>

struct sheet sheet_make(const struct form *form, const struct form *rotating,
                        unsigned turn)
{
    struct sheet sheet = {0};
    for (int i = 0; i < form->question_count; i++) {
        sheet.asked[sheet.count++] = (struct asked){form, i, {false}};
    }
    if (rotating != NULL && rotating->question_count > 0) {
        int picked = (int)(turn % (unsigned)rotating->question_count);
        sheet.asked[sheet.count++] = (struct asked){rotating, picked, {false}};
        sheet.lent = true;
    }
    return sheet;
}

/* The finaliser of MurmurHash3 (A. Appleby, public domain): neighbours come
   out far apart. */
unsigned sheet_turn(int32_t day)
{
    uint32_t turn = (uint32_t)day;
    turn = (turn ^ turn >> 16) * 0x85EBCA6Bu;
    turn = (turn ^ turn >> 13) * 0xC2B2AE35u;
    return turn ^ turn >> 16;
}

static const struct asked *asked_at(const struct sheet *sheet, int place)
{
    assert(place >= 0 && place < sheet->count);
    return &sheet->asked[place];
}

const struct form_question *sheet_question(const struct sheet *sheet, int place)
{
    const struct asked *asked = asked_at(sheet, place);
    return &asked->form->questions[asked->question];
}

/* Those that are asked every day. */
static int own_count(const struct sheet *sheet)
{
    return sheet->count - sheet->lent;
}

/* No `lent ? own + ... : own`: gcc 14.2 (Debian 13) makes a product of a bool
   and what is behind the pointer of it, and reads that in any case. */
int sheet_ever(const struct sheet *sheet)
{
    int count = own_count(sheet);
    if (sheet->lent) {
        count += sheet->asked[count].form->question_count;
    }
    return count;
}

int sheet_ever_at(const struct sheet *sheet, int place)
{
    int at = place;
    if (place == own_count(sheet)) {
        at += asked_at(sheet, place)->question;
    }
    return at;
}

const struct form *sheet_ever_form(const struct sheet *sheet, int at)
{
    int own = own_count(sheet);
    return asked_at(sheet, at < own ? at : own)->form;
}

const struct form_question *sheet_ever_question(const struct sheet *sheet,
                                                int at)
{
    int own = own_count(sheet);
    return at < own ? sheet_question(sheet, at)
                    : &sheet_ever_form(sheet, at)->questions[at - own];
}

int sheet_levels(const struct sheet *sheet, int place)
{
    return asked_at(sheet, place)->form->levels;
}

bool sheet_asks_why(const struct sheet *sheet, int place, int level)
{
    return form_low(sheet_levels(sheet, place), level) &&
           sheet_question(sheet, place)->reason_count > 0;
}
