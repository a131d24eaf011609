/* The moves of staff, which a press and the time both make. */
#include <string.h>

#include "survey/staff_inside.h"

void staff_show(struct staff_move *move, enum screen screen)
{
    move->staff->screen = screen;
    move->staff->changed_ms = move->now_ms;
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
