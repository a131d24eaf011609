#include "with_clerk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "format/csv_read.h"

enum { FIELDS_MAX = 32 };

/* A visit of the file. */
struct visit {
    int64_t id;
    int from, to;
    bool stayed;
    char language[8];      /* "": the file does not tell it */
    int taps[CLERK_ASKED]; /* -1: likewise */
    struct clerk_sheet sheet;
};

struct file {
    struct visit visits[CLERK_VISITS];
    int count;
};

struct reading {
    char *names[FIELDS_MAX], *fields[FIELDS_MAX];
    int columns;
};

/* NULL: the file has no such column. */
static const char *field(const struct reading *reading, const char *name)
{
    for (int i = 0; i < reading->columns; i++) {
        if (strcmp(reading->names[i], name) == 0) {
            return reading->fields[i];
        }
    }
    return NULL;
}

static int number(const struct reading *reading, const char *name)
{
    const char *text = field(reading, name);
    return text == NULL || text[0] == '\0' ? -1 : atoi(text);
}

static struct visit *visit_of(struct file *file, const struct reading *reading)
{
    int64_t id = strtoll(field(reading, "visit_id"), NULL, 10);
    if (file->count == 0 || file->visits[file->count - 1].id != id) {
        assert_true(file->count < CLERK_VISITS);
        bool first = field(reading, "hour") != NULL;
        file->visits[file->count++] = (struct visit){
            .id = id,
            .from = number(reading, first ? "hour" : "hour_from"),
            .to = number(reading, first ? "hour" : "hour_to"),
            .stayed = number(reading, "visit_complete") == 1};
    }
    return &file->visits[file->count - 1];
}

static void take_row(struct file *file, const struct reading *reading)
{
    struct visit *visit = visit_of(file, reading);
    int place = number(reading, "question_pos") - 1;
    const char *outcome = field(reading, "outcome");
    const char *language = field(reading, "lang");
    assert_in_range(place, 0, CLERK_ASKED - 1);
    visit->taps[place] = number(reading, "response_ms");
    visit->sheet.levels[place] = strcmp(outcome, "timeout") == 0 ? -1
                                 : strcmp(outcome, "skipped") == 0
                                     ? 0
                                     : number(reading, "answer_value");
    if (language != NULL) {
        text_must(visit->language, sizeof visit->language, "%s", language);
    }
}

/* Changes the bytes. */
static void read_file(struct file *file, struct text *csv)
{
    struct csv_reader reader;
    struct reading reading;
    csv_reader_begin(&reader, csv);
    reading.columns = csv_reader_next(&reader, reading.names, FIELDS_MAX);
    assert_in_range(reading.columns, 1, FIELDS_MAX);
    file->count = 0;
    while (csv_reader_next(&reader, reading.fields, FIELDS_MAX) > 0) {
        take_row(file, &reading);
    }
    assert_null(reader.fault);
}

/* After how many visitors it was first in a file. */
static int64_t appeared(const struct clerk *clerk, int64_t id)
{
    for (int i = 0; i < clerk->appeared_count; i++) {
        if (clerk->appeared[i][0] == id) {
            return clerk->appeared[i][1];
        }
    }
    return INT64_MAX;
}

void clerk_look(struct clerk *clerk, struct text *csv, int after)
{
    static struct file file;
    read_file(&file, csv);
    for (int i = 0; i < file.count; i++) {
        if (appeared(clerk, file.visits[i].id) == INT64_MAX) {
            int64_t *seen = clerk->appeared[clerk->appeared_count++];
            seen[0] = file.visits[i].id;
            seen[1] = after;
        }
    }
}

static bool taps_fit(const struct clerk *clerk, const struct visit *visit,
                     const struct clerk_visitor *seen)
{
    for (int i = 0; i < CLERK_ASKED; i++) {
        if (visit->taps[i] >= 0 && seen->taps_ms[i] >= 0 &&
            abs(visit->taps[i] - seen->taps_ms[i]) > clerk->within_ms) {
            return false;
        }
    }
    return true;
}

/* Whether nothing that he knows speaks against it. */
static bool fits(const struct clerk *clerk, const struct visit *visit, int i)
{
    const struct clerk_visitor *seen = &clerk->visitors[i];
    return visit->from <= seen->hour && seen->hour <= visit->to &&
           visit->stayed == seen->stayed && appeared(clerk, visit->id) > i &&
           (visit->language[0] == '\0' ||
            strcmp(visit->language, seen->language) == 0) &&
           taps_fit(clerk, visit, seen);
}

/* Which visit each visitor can be. */
struct match {
    bool can[CLERK_VISITS][CLERK_VISITS];
    int left[CLERK_VISITS]; /* so many */
};

/* Whose visit is known cannot be anybody else's: so on, until no more is
   known. */
static void eliminate(struct match *match, int visitors)
{
    bool known[CLERK_VISITS] = {false};
    for (int i = visitors - 1; i >= 0; i--) {
        if (match->left[i] != 1 || known[i]) {
            continue;
        }
        int k = 0;
        while (!match->can[i][k]) {
            k++;
        }
        known[i] = true;
        for (int other = 0; other < visitors; other++) {
            if (other != i && match->can[other][k] && match->left[other] > 1) {
                match->can[other][k] = false;
                match->left[other]--;
            }
        }
        i = visitors;
    }
}

static void find_matches(const struct clerk *clerk, const struct file *file,
                         struct match *match)
{
    for (int i = 0; i < clerk->count; i++) {
        match->left[i] = 0;
        for (int k = 0; k < file->count; k++) {
            match->can[i][k] = fits(clerk, &file->visits[k], i);
            match->left[i] += match->can[i][k];
        }
    }
    eliminate(match, clerk->count);
}

/* The sheet that most of those have which count; of several, the one that the
   whole file has most. NULL for `can`: all who stayed count. */
static struct clerk_sheet commonest(const struct file *file, const bool *can)
{
    struct clerk_sheet best = {{0}};
    int most = 0;
    for (int i = 0; i < file->count; i++) {
        const struct clerk_sheet *sheet = &file->visits[i].sheet;
        int weight = 0;
        for (int k = 0; k < file->count; k++) {
            const struct visit *like = &file->visits[k];
            bool counts = can != NULL ? can[k] : like->stayed;
            bool same = memcmp(&like->sheet, sheet, sizeof *sheet) == 0;
            weight += same ? 1 + counts * CLERK_VISITS : 0;
        }
        if ((can != NULL ? can[i] : file->visits[i].stayed) && weight > most) {
            most = weight;
            best = *sheet;
        }
    }
    return best;
}

void clerk_name(const struct clerk *clerk, struct text *csv,
                struct clerk_named named[CLERK_VISITS])
{
    static struct file file;
    static struct match match;
    read_file(&file, csv);
    find_matches(clerk, &file, &match);
    for (int i = 0; i < clerk->count; i++) {
        const struct clerk_visitor *seen = &clerk->visitors[i];
        named[i] = (struct clerk_named){
            .sheet =
                seen->told ? seen->figures : commonest(&file, match.can[i]),
            .unseen = commonest(&file, NULL),
            .candidates = seen->told ? 0 : match.left[i]};
    }
}
