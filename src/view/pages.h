/* The pages of the panel, and the parts of these and of the export. Used inside
   view only. */
#ifndef VIEW_PAGES_H
#define VIEW_PAGES_H

#include "view/staff.h"

void page_today(struct layout *layout, struct box room);
void page_questions(struct layout *layout, struct box room);
void page_days(struct layout *layout, struct box room);
void page_hours(struct layout *layout, struct box room);
void page_seal(struct layout *layout, struct box room);

/* How the terminal is, in words beside a light: all of it in one line, the
   worst first, and how much more there is; and every light with its words, one
   below the other. */
void health_line(struct layout *layout, struct box box);
void health_list(struct layout *layout, struct box room);

/* What the terminal takes for now, and the key to set it; cut off the top of
   `room`. In doubt all of the room, with the key by which staff say that it is
   right. */
void clock_add(struct layout *layout, struct box *room);

/* The hours of the days ahead, one below the other, and the room that they
   want. */
void week_add(struct layout *layout, struct box room);

/* The hours of a day: "07:30–11:30, 13:30–17:00", or that it has none. */
struct phrase week_open(const struct layout *layout,
                        const struct hours_weekday *open);
int week_width(const struct layout *layout);
int week_height(const struct layout *layout, int width);

/* Of the first day ahead that has other hours than its weekday, in words. */
struct phrase week_unusual(const struct layout *layout, int32_t day);

/* A calendar of days that can be chosen: weeks as rows, as many as find room,
   the keys to turn it, and what the marks of the days mean. */
void calendar_add(struct layout *layout, struct box room);

/* The least height of one that shows so many weeks in a room of this width, and
   the least width. */
int calendar_height(const struct layout *layout, int weeks, int width);
int calendar_width(const struct layout *layout);

enum { CALENDAR_WEEKS = 4 }; /* at the most */

#endif
