#include "report/day.h"

#include <stdlib.h>
#include <string.h>

#include "report/file_sum.h"

/* On its way. */
struct adding {
    struct report *report;
    const struct report_day_file *file;
    struct text bytes;
    struct sum own;        /* of the file's codes */
    struct file_sum told;  /* as the file tells it */
    struct file_sum other; /* of other codes */
};

static void add(struct adding *adding, const struct file_name *name,
                const struct sum *sum)
{
    const struct report_source source = {.unit = name->unit,
                                         .device = name->device,
                                         .provisional = name->provisional};
    report_add(adding->report, &source, sum);
}

static bool read_file(struct adding *adding, const struct file_name *name,
                      struct file_sum *out)
{
    const struct report_day_file *file = adding->file;
    text_clear(&adding->bytes);
    return file->read(file->context, &adding->bytes) &&
           file_sum_read(out, name, &adding->bytes, &adding->report->glossary);
}

/* What a file tells of coverage and of some flags is that it does not know: the
   totals of the file's codes have all of it. */
static void forget_unknown(struct sum *sum)
{
    for (int i = 0; i < SUM_HOURS; i++) {
        sum->hours[i].open_min = 0;
        sum->hours[i].ready_min = 0;
    }
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        sum->flags[i] = sum->flags[i] == SUM_UNKNOWN ? 0 : sum->flags[i];
    }
}

/* The file has no visit that was left before its first question: those that
   the totals have more stay with its own codes. */
static void take_out(struct sum *own, const struct sum *other)
{
    own->visits -= other->visits;
    own->clean -= other->clean < own->clean ? other->clean : own->clean;
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        own->flags[i] -= other->flags[i];
    }
}

/* A day under several codes. */
static bool add_parts(struct adding *adding, const struct sum *kept)
{
    struct sum *own = &adding->own;
    bool whole = true;
    *own = adding->told.sum;
    own->visits = kept->visits;
    own->clean = kept->clean;
    memcpy(own->flags, kept->flags, sizeof own->flags);
    for (int i = 0; i < SUM_HOURS; i++) {
        own->hours[i].open_min = kept->hours[i].open_min;
        own->hours[i].ready_min = kept->hours[i].ready_min;
    }
    for (int i = 0; whole && i < adding->told.also_count; i++) {
        struct file_name name = adding->file->name;
        who_split(adding->told.also[i], name.unit, name.device);
        whole = read_file(adding, &name, &adding->other);
        if (whole) {
            forget_unknown(&adding->other.sum);
            take_out(own, &adding->other.sum);
            add(adding, &name, &adding->other.sum);
        }
    }
    add(adding, &adding->file->name, own);
    return whole;
}

static bool add_day(struct adding *adding, const struct sum *kept)
{
    const struct file_name *name = &adding->file->name;
    bool told = read_file(adding, name, &adding->told);
    if (told && adding->told.also_count > 0) {
        return add_parts(adding, kept);
    }
    adding->own = *kept;
    told = told && file_sum_word(&adding->own, &adding->told);
    add(adding, name, &adding->own);
    return told;
}

bool report_day_add(struct report *report, const struct report_day_file *file,
                    const struct sum *kept)
{
    struct adding *adding = calloc(1, sizeof *adding);
    if (adding == NULL) {
        report->failed = true;
        return false;
    }
    adding->report = report;
    adding->file = file;
    bool told = add_day(adding, kept);
    text_free(&adding->bytes);
    free(adding);
    return told;
}
