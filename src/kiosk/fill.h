/*
 * From what the record, the machine and the state of staff say to the panel
 * that the view draws. Pure.
 */
#ifndef KIOSK_FILL_H
#define KIOSK_FILL_H

#include "base/clock.h"
#include "base/touch.h"
#include "config/config.h"
#include "desk/desk.h"
#include "report/figures.h"
#include "survey/staff.h"
#include "view/panel.h"

/* The pad, the page, and what is chosen on the export. */
void fill_staff(struct panel *panel, const struct staff *staff, int64_t now_ms);

/* What the terminal takes for now, and how far the setting of it is. */
void fill_clock(struct panel *panel, const struct staff *staff, bool asks,
                struct local_time now);

/* The figures, with the names that the config has for its questions. */
void fill_figures(struct panel *panel, const struct figures *figures,
                  const struct config *config);

/* What the lights are lit by. */
struct fill_lights {
    const struct desk_health *health;
    int64_t untouched_ms;      /* since a visitor touched the glass */
    enum touch touch;          /* whether one can be touched */
    const struct hours *hours; /* of the office; NULL: nothing is told of it */
    bool uploads;              /* there is an upload_command, and */
    int waiting, tries;        /* what upload_status says */
};
/* And what the page of the seal tells, and the hours of the days ahead. */
void fill_lights(struct panel *panel, const struct fill_lights *lights);

#endif
