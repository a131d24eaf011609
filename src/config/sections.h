/*
 * The sections of bonluon.ini that have a file of their own: each call reads
 * one into the config. The others are read by load.c.
 */
#ifndef CONFIG_SECTIONS_H
#define CONFIG_SECTIONS_H

#include "config/source.h"

/* [export]: the separator, folders to carry files to, and the command that
   uploads. */
void config_export_read(const struct source *source, struct config *config);

/*
 * [hours]: when the office is open, and the offset of its clock from UTC. A
 * weekday that is not named is closed; when none is named at all, the office is
 * always open. The offset is +07:00 when the file names none.
 *
 * Dates with hours of their own (dates.h) stand there too, and in the calendars
 * of a year: calendar=2027 names the file calendar/2027.ini, which is looked
 * for as a form is. What bonluon.ini says of a date counts before it.
 */
void config_hours_read(const struct source *source, const char *share,
                       struct config *config);

/* The spans of one day, "07:30-11:30 13:30-17:00", into `day`; a fault when
   they are none. */
void config_hours_spans(const struct source *source, struct place place,
                        struct hours_weekday *day);

/* [languages]: which ones the terminal offers; the first is the default. Those
   that have a file in share's assets/lang and are not offered become `others`,
   and so does what was offered in vain: its texts may stay. */
void config_languages_read(const struct source *source, const char *share,
                           struct languages *languages);

/* [languages] typefaces: further ones, taken in turn for letters that the
   program's own lacks. Whether each is there, and is one, is told by who opens
   them. */
void config_typefaces_read(const struct source *source, struct config *config);

/* [office] logo: where the office's PNG lies and how large it is: a layout
   needs to know that before anybody has decoded it. No logo: an empty path. */
void config_logo_read(const struct source *source, struct config *config);

/*
 * [survey]: which forms are asked, and from when on.
 *
 *     form=4-luon                      until another one is planned
 *     from:2027-01-01=5-tieu-chi       from that local day on; any number
 *     rotating=5-biet                  lends one question a visit
 *     levels=4                         for all of them
 *     reasons=yes                      ask why after a low answer
 *
 * A form file is looked for in the folder `forms` beside bonluon.ini, then in
 * that of `share`; each is loaded once, whatever it is used for. After a fault
 * in `form` forms[0] is an empty one, so that the plan has a beginning in any
 * case.
 */
void config_survey_read(const struct source *source, const char *share,
                        struct config *config);

#endif
