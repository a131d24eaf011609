#include "record/running.h"

void running_totals_add(struct running_totals *totals, const struct row *row)
{
    if (row->day != totals->day) {
        *totals = (struct running_totals){.day = row->day};
    }
    if (row->visit != 0 && row->visit != totals->visit) {
        totals->visit = row->visit;
        totals->visits++;
    }
}
