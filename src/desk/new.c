/* Whether the terminal is so new that whoever holds the corner may be who puts
   it up. */
#include "desk/inside.h"

static bool stop_at_visit(void *context, const struct row *row)
{
    bool *visited = context;
    *visited = row->kind == ROW_VISIT;
    return !*visited;
}

/* The days before today, up to the first on which somebody answered. */
bool desk_is_new(struct desk *desk, bool *is_new)
{
    struct record *record = desk->record;
    int32_t last = record_closed_day(record);
    bool visited = false;
    struct record_scan scan = {.day = record_first_day(record) -
                                      1, /* of the first row there is */
                               .take = stop_at_visit,
                               .context = &visited};
    enum store_result result = STORE_OK;
    while (result == STORE_OK && !visited && scan.day < last) {
        result = record_next_day(record, scan.day + 1, &scan.day);
        if (result == STORE_OK && scan.day <= last) {
            result = record_scan(record, &scan);
        }
    }
    *is_new = !visited;
    return result == STORE_OK;
}
