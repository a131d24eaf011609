#include "report/with_days.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "daily/with_daily.h"
#include "format/seal.h"

const int with_days_good[] = {5, 5, 5, 5, 5, 0};
const int with_days_bad[] = {1, 1, 1, 1, 1, 0};
const int with_days_four[] = {5, 4, 3, 2, 0};

static enum report_trust trust(void *context, const struct report_seal *seal)
{
    const struct with_days *days = context;
    (void)seal;
    return days->trust;
}

void with_days_begin(struct with_days *days)
{
    *days = (struct with_days){.chain = "0123456789abcdef",
                               .trust = REPORT_TRUST_GOOD,
                               .files = {.report = &days->report,
                                         .faults = &days->faults,
                                         .trust = trust,
                                         .context = days}};
    data_folder_make(&days->folder);
}

void with_days_end(struct with_days *days)
{
    report_free(&days->report);
    report_files_free(&days->files);
    faults_free(&days->faults);
    data_folder_remove(&days->folder);
}

void with_days_seal(struct with_days *days, const char *file, const char *name)
{
    static struct seal seal;
    struct file_name read;
    struct text text = {0};
    char path[FILES_PATH_SIZE];
    size_t stem = strlen(name) - strlen(".csv");
    char *bytes = data_folder_read(&days->folder, file);
    assert_true(file_name_read(name, &read));
    seal = (struct seal){.day = read.day,
                         .number = days->before[0] != '\0' ? 2 : 1,
                         .first_seq = 1,
                         .last_seq = 2,
                         .before_day = read.day - 1,
                         .file_bytes = (int64_t)strlen(bytes)};
    who_write(read.unit, read.device, seal.who);
    text_must(seal.chain, sizeof seal.chain, "%s", days->chain);
    text_must(seal.closed_at, sizeof seal.closed_at,
              "2026-11-23T17:00:00+07:00");
    memset(seal.rows_digest, 'a', sizeof seal.rows_digest - 1);
    text_must(seal.file, sizeof seal.file, "%s", name);
    memcpy(seal.before_sha256, days->before, sizeof seal.before_sha256);
    digest_of(bytes, strlen(bytes), seal.file_sha256);
    seal_write(&seal, &text);
    digest_of(text.data, text.length, days->before);
    text_must(path, sizeof path, "%.*s.seal", (int)stem, name);
    daily_write(&text, data_folder_path(&days->folder, path));
    text_free(&text);
    free(bytes);
}

void with_days_write(struct with_days *days, const char *name,
                     const int *levels)
{
    struct text bytes = {0};
    struct file_name read;
    char date[CLOCK_DATE_SIZE];
    daily_levels(&bytes, levels);
    assert_true(file_name_read(name, &read));
    clock_date(read.day, date);
    for (char *at = bytes.data; (at = strstr(at, ",VT,Q1,")) != NULL; at++) {
        memcpy(at + 4, read.device, 2);
        memcpy(strstr(at, "2026-"), date, strlen(date));
    }
    daily_write(&bytes, data_folder_path(&days->folder, name));
    text_free(&bytes);
    if (!read.provisional) {
        with_days_seal(days, name, name);
    }
}

const char *with_days_read(struct with_days *days,
                           const struct report_span *span)
{
    const char *folder = days->folder.path;
    report_files_find(&days->files, folder);
    report_files_read(&days->files, span);
    report_finish(&days->report, span);
    assert_false(days->report.failed);
    char *said = days->said;
    const char *lines = days->faults.lines.data;
    said[0] = '\0';
    for (const char *at = lines != NULL ? lines : ""; *at != '\0';) {
        bool named = strncmp(at, folder, strlen(folder)) == 0;
        at += named ? strlen(folder) + (at[strlen(folder)] == '/') : 0;
        size_t length = strcspn(at, "\n") + 1;
        assert_true(strlen(said) + length < sizeof days->said);
        strncat(said, at, length);
        at += length;
    }
    return said;
}

bool with_days_remarked(const struct with_days *days, enum report_word what,
                        const char *about)
{
    bool found = false;
    for (int i = 0; i < days->report.remark_count; i++) {
        const struct report_remark *remark = &days->report.remarks[i];
        size_t length = strlen(remark->about);
        size_t tail = strlen(about);
        found = found || (remark->what == what && length >= tail &&
                          strcmp(remark->about + length - tail, about) == 0);
    }
    return found;
}

int with_days_set_up(void **state)
{
    static struct with_days days;
    with_days_begin(&days);
    *state = &days;
    return 0;
}

int with_days_tear_down(void **state)
{
    with_days_end(*state);
    return 0;
}
