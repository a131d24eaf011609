/* The moves that a press makes as well as the time. */
#include <string.h>

#include "survey/staff_inside.h"

void staff_show(struct staff_move *move, enum screen screen)
{
    move->staff->screen = screen;
    move->staff->changed_ms = move->now_ms;
}

void staff_show_panel(struct staff_move *move)
{
    move->staff->sure = false;
    staff_show(move, SCREEN_PANEL);
    move->wants->figures = true;
}

/* What nobody may find who comes next: digits, a page, a choice. */
void staff_leave(struct staff_move *move)
{
    struct staff *staff = move->staff;
    unsigned asked = staff->asked;
    explicit_bzero(staff, sizeof *staff);
    staff->asked = asked;
    staff->changed_ms = move->now_ms;
}
