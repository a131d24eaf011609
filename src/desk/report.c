#include "desk/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/speak.h"
#include "daily/sums.h"
#include "report/day.h"
#include "report/files.h"
#include "report/html.h"
#include "report/xlsx.h"

enum kind { KIND_HTML, KIND_XLSX };

struct desk_report {
    const struct config *config;
    char folder[FILES_PATH_SIZE];
    struct report report;
    char **days; /* their files */
    int day_count, day_capacity;
    bool failed;
    const char *path;            /* of the day that is being added, */
    const struct day_sums *sums; /* and its totals */
    int32_t before; /* where the days to compare with are looked for next */
    struct carry_file files[DESK_REPORT_FILES];

    int next; /* of the days, while the workbook is written */
    const struct carry_params *carrying;
    bool broken; /* the workbook does not get all its rows; errno is kept: */
    int error;
};

struct desk_report *desk_report_new(const struct config *config,
                                    const char *folder)
{
    struct desk_report *report = calloc(1, sizeof *report);
    if (report == NULL ||
        !text_copy(report->folder, sizeof report->folder, folder)) {
        free(report);
        return NULL;
    }
    report->config = config;
    return report;
}

void desk_report_free(struct desk_report *report)
{
    if (report != NULL) {
        for (int i = 0; i < report->day_count; i++) {
            free(report->days[i]);
        }
        free(report->days);
        report_free(&report->report);
        free(report);
    }
}

static bool read_day(void *context, struct text *bytes)
{
    const struct desk_report *report = context;
    return files_read(report->path, REPORT_FILE_MOST, bytes);
}

/* A file that cannot be read is told when its rows are. */
static void take_sum(void *context, const struct sum *kept)
{
    struct desk_report *report = context;
    struct report_day_file file = {.read = read_day, .context = report};
    bool told = file_name_read(basename(report->path), &file.name);
    if (report->sums->who[0] != '\0') {
        who_split(report->sums->who, file.name.unit, file.name.device);
    }
    told = told && report_day_add(&report->report, &file, kept);
    (void)told;
}

static bool add_path(struct desk_report *report, const char *path)
{
    char **day = array_add(&report->days, &report->day_count,
                           &report->day_capacity, sizeof *day);
    if (day != NULL) {
        *day = strdup(path);
    }
    return day != NULL && *day != NULL;
}

enum store_result desk_report_add(struct desk_report *report,
                                  struct record *record, int32_t day,
                                  const char *path)
{
    struct day_sums one = {.from = day,
                           .to = day,
                           .finished = true,
                           .by_codes = true,
                           .take = take_sum,
                           .context = report};
    report->path = path;
    report->sums = &one;
    enum store_result result = day_sums_take(record, &one);
    if (!report_is_before(&report->report, day)) {
        report->failed =
            report->failed || one.failed > 0 || !add_path(report, path);
    }
    return result;
}

enum store_result desk_report_before(struct desk_report *report,
                                     struct record *record, int32_t *day)
{
    const struct report_part *all = &report->report.all;
    *day = INT32_MAX;
    if (all->day_count == 0) {
        return STORE_OK;
    }
    if (!report->report.compared) {
        report_compare(&report->report, &(struct report_span){
                                            true, all->days[0].day,
                                            all->days[all->day_count - 1].day});
        report->before = report->report.before_from;
    }
    enum store_result result = record_next_closed(record, report->before, day);
    if (*day > report->report.before_to) {
        *day = INT32_MAX;
    } else {
        report->before = *day + 1;
    }
    return result;
}

static bool name_file(const struct desk_report *report, const char *ending,
                      struct carry_file *file)
{
    const struct config *config = report->config;
    char from[CLOCK_DATE_SIZE];
    char to[CLOCK_DATE_SIZE];
    *file = (struct carry_file){.fate = CARRY_NOT_YET};
    clock_date(report->report.from_day, from);
    clock_date(report->report.to_day, to);
    return text_format(file->name, sizeof file->name,
                       "4luon_%s_%s" CARRY_REPORT "%s_%s.%s", config->unit_code,
                       config->device_id, from, to, ending) &&
           files_join(file->from, report->folder, file->name);
}

bool desk_report_end(struct desk_report *report,
                     struct carry_file files[DESK_REPORT_FILES])
{
    const struct report_span all = {.dated = false};
    report_finish(&report->report, &all);
    for (int i = 0; i < report->config->form_count; i++) {
        glossary_put_form(&report->report.glossary, &report->config->forms[i],
                          report->config->words);
    }
    report->report.office = report->config->office_name[0];
    bool done = !report->failed && !report->report.failed &&
                name_file(report, "html", &report->files[KIND_HTML]) &&
                name_file(report, "xlsx", &report->files[KIND_XLSX]);
    memcpy(files, report->files, sizeof report->files);
    return done;
}

/* A step on; false when nobody wants the report any more. */
static bool go_on(struct desk_report *report)
{
    const struct carry_params *carrying = report->carrying;
    atomic_fetch_add(&carrying->progress->made, 1);
    if (carrying->moved != NULL) {
        carrying->moved(carrying->context);
    }
    return !atomic_load(&carrying->progress->cancel);
}

static bool next_day(void *context, struct text *bytes)
{
    struct desk_report *report = context;
    if (report->next == report->day_count) {
        return false;
    }
    text_clear(bytes);
    bool wanted = go_on(report);
    errno = ECANCELED;
    report->broken = !wanted || !files_read(report->days[report->next],
                                            REPORT_FILE_MOST, bytes);
    report->error = errno;
    report->next += !report->broken;
    return !report->broken;
}

static bool make_html(const struct desk_report *report,
                      const struct report_voice *voice)
{
    struct text page = {0};
    report_html(voice, &page);
    errno = ENOMEM;
    bool done =
        !page.failed && files_replace(report->files[KIND_HTML].from, page.data,
                                      page.length, FILES_UNSYNCED);
    text_free(&page);
    return done;
}

static bool tell(const struct carry_file *file, const char *cause, char *error,
                 size_t size)
{
    text_cut(
        error, size,
        speak("%s: %s: check the terminal's disk, or take the days without a "
              "report"),
        file->from, cause);
    return false;
}

bool desk_report_make(void *context, const struct carry_params *carrying,
                      char *error, size_t size)
{
    struct desk_report *report = context;
    const struct carry_file *book = &report->files[KIND_XLSX];
    const struct report_voice voice = {.report = &report->report,
                                       .words = &report->config->words[0],
                                       .version = BONLUON_VERSION};
    const struct report_xlsx_params params = {
        .voice = &voice,
        .rows = {next_day, report, &report->broken},
        .path = book->from};
    char why[256];
    report->carrying = carrying;
    report->next = 0;
    if (!make_html(report, &voice)) {
        return tell(&report->files[KIND_HTML], strerror(errno), error, size);
    }
    if (!report_xlsx(&params, why, sizeof why)) {
        return tell(book, report->broken ? strerror(report->error) : why, error,
                    size);
    }
    return true;
}
