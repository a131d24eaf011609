#include "cmd/report_record.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "base/speak.h"
#include "cmd/setup.h"
#include "daily/file.h"
#include "daily/sums.h"
#include "report/day.h"

struct report_record {
    const struct config *config;
    struct report *report;
    struct record *record;
    struct day_file *file;
    int lock;
    int next_day; /* of the report's days, the next one for report_rows */
    int unworded; /* days of which it cannot be told how they were asked */
    int32_t day;  /* that is being added, */
    const struct day_sums *sums; /* and its totals */
};

static int open_record(struct report_record *source, const char *data_dir,
                       struct moment now)
{
    const struct record_params params = {.config = source->config,
                                         .data_dir = data_dir,
                                         .now = now,
                                         .use = RECORD_COMMAND};
    int status = setup_record(&source->record, &params);
    if (status != 0) {
        return status;
    }
    source->file = day_file_new(source->record);
    return source->file != NULL ? 0 : EX_OSERR;
}

static int lock_data(struct report_record *source, const char *data_dir)
{
    int status = 0;
    source->lock = setup_lock(data_dir, &status);
    if (status == EX_TEMPFAIL) {
        log_info("of the closed days, 'bonluon report %s/outbox' makes a "
                 "report meanwhile",
                 data_dir);
    }
    return status;
}

static bool append(void *context, const void *bytes, size_t length)
{
    struct text *text = context;
    text_append(text, bytes, length);
    return !text->failed;
}

static bool send_day(struct report_record *source, int32_t day,
                     struct text *bytes)
{
    struct day_file_sink sink = {.write = append, .context = bytes};
    text_clear(bytes);
    bool sent = day_file_send(source->file, day, &sink);
    if (!sent) {
        log_error("%s", sink.error);
    }
    return sent;
}

static bool read_day(void *context, struct text *bytes)
{
    struct report_record *source = context;
    return send_day(source, source->day, bytes);
}

static void take_sum(void *context, const struct sum *kept)
{
    struct report_record *source = context;
    struct imprint imprint;
    struct report_day_file file = {.read = read_day, .context = source};
    source->day = kept->day;
    file.name.day = kept->day;
    file.name.provisional = kept->day > record_closed_day(source->record);
    bool told = record_imprint(source->record, kept->day, &imprint) == STORE_OK;
    memcpy(file.name.unit, imprint.unit_code, sizeof file.name.unit);
    memcpy(file.name.device, imprint.device_id, sizeof file.name.device);
    if (source->sums->who[0] != '\0') {
        who_split(source->sums->who, file.name.unit, file.name.device);
    }
    if (!report_day_add(source->report, &file, kept) || !told) {
        char date[CLOCK_DATE_SIZE];
        clock_date(kept->day, date);
        log_error("the day %s cannot be told as its file tells it", date);
        source->unworded++;
    }
}

static int add_days(struct report_record *source, int32_t from, int32_t to)
{
    struct day_sums sums = {.from = from,
                            .to = to,
                            .finished = true,
                            .by_codes = true,
                            .take = take_sum,
                            .context = source};
    source->sums = &sums;
    if (day_sums_take(source->record, &sums) != STORE_OK) {
        log_error("%s", record_error(source->record));
        return EX_IOERR;
    }
    return sums.failed > 0 || source->unworded > 0 ? EX_DATAERR : 0;
}

static int gather(struct report_record *source, const struct report_span *span)
{
    struct report *report = source->report;
    report_compare(report, span);
    int before = add_days(source, report->before_from, report->before_to);
    int status = add_days(source, span->from_day, span->to_day);
    report_finish(report, span);
    return status != 0 ? status : before;
}

static struct report_span last_days(const struct report_record *source,
                                    struct moment now)
{
    int32_t day = record_today(source->record, now);
    return (struct report_span){true, day - REPORT_RECORD_DAYS + 1, day};
}

int report_record_gather(struct report_record **out,
                         const struct options *options,
                         const struct config *config, struct report *report)
{
    char data_dir[FILES_PATH_SIZE];
    struct moment now = clock_now();
    struct report_record *source = calloc(1, sizeof *source);
    *out = source;
    if (source == NULL) {
        log_error("no memory for the record");
        return EX_OSERR;
    }
    *source =
        (struct report_record){.config = config, .report = report, .lock = -1};
    int status = setup_find_data(options, speak(", or daily files"), data_dir);
    if (status == 0) {
        status = lock_data(source, data_dir);
    }
    if (status == 0) {
        status = open_record(source, data_dir, now);
    }
    if (status == 0) {
        struct report_span span = {true, options->from_day, options->to_day};
        span = options->dated ? span : last_days(source, now);
        status = gather(source, &span);
    }
    return status;
}

static bool next_day(void *context, struct text *bytes)
{
    struct report_record *source = context;
    const struct report_part *all = &source->report->all;
    return source->next_day < all->day_count &&
           send_day(source, all->days[source->next_day++].day, bytes);
}

struct report_rows report_record_rows(struct report_record *source)
{
    return (struct report_rows){.next = next_day, .context = source};
}

void report_record_close(struct report_record *source)
{
    if (source != NULL) {
        day_file_free(source->file);
        record_close(source->record);
        if (source->lock >= 0) {
            close(source->lock);
        }
        free(source);
    }
}
