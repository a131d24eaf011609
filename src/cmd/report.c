/*
 * bonluon report: the figures of a span of days, out of the record or out of
 * daily files, as text, as a page, or as a workbook.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/report_format.h"
#include "cmd/report_record.h"
#include "cmd/setup.h"
#include "cmd/report_trust.h"
#include "report/find.h"
#include "report/html.h"
#include "report/text.h"
#include "report/xlsx.h"

struct job {
    const struct options *options;
    struct config config;
    int language;
    enum report_format format;
    struct report report;
    struct report_files files;    /* the source, when paths were given */
    struct report_record *record; /* else the record */
    int file;                     /* the next one whose rows are read */
    char office[SEAL_OFFICE_SIZE];
};

static int read_language(struct job *job)
{
    const char *wanted = job->options->language;
    job->language = wanted == NULL ? 0 : setup_language(&job->config, wanted);
    if (job->language < 0) {
        log_error("--lang %s: not among the languages offered in %s", wanted,
                  job->config.path);
        return EX_USAGE;
    }
    return 0;
}

static void put_forms(struct job *job)
{
    const struct config *config = &job->config;
    for (int i = 0; i < config->form_count; i++) {
        glossary_put_form(&job->report.glossary, &config->forms[i],
                          config->words);
    }
    /* Without memory for them the words of another form would be shown. */
    job->report.failed = job->report.failed || job->report.glossary.failed;
}

/* `*unproven` is the exit status after the report's other work, when something
   of the files is not proven. */
static int gather_files(struct job *job, int *unproven)
{
    const struct options *options = job->options;
    struct faults faults = {0};
    struct report_trusted trusted;
    const struct report_span span = {options->dated, options->from_day,
                                     options->to_day};
    job->files.report = &job->report;
    job->files.faults = &faults;
    job->files.trust = report_trust_ask;
    job->files.context = &trusted;
    int status = report_trust_begin(&trusted, options);
    if (status != 0) {
        report_trust_end(&trusted);
        return status;
    }
    for (int i = 0; i < options->path_count; i++) {
        report_files_find(&job->files, options->paths[i]);
    }
    report_files_read(&job->files, &span);
    put_forms(job);
    report_finish(&job->report, &span);
    if (faults.lines.data != NULL) {
        fputs(faults.lines.data, stderr);
    }
    *unproven = faults.count > 0 ? EX_UNPROVEN : 0;
    faults_free(&faults);
    report_trust_end(&trusted);
    return 0;
}

static int gather_record(struct job *job)
{
    int status = report_record_gather(&job->record, job->options, &job->config,
                                      &job->report);
    put_forms(job);
    return status;
}

/* Whether the seals of all terminals call the office the same. */
static bool is_one_office(struct job *job)
{
    const struct report *report = &job->report;
    const char *language = job->config.words[job->language].code;
    bool one = report->terminal_count > 0;
    for (int i = 0; one && i < report->terminal_count; i++) {
        char name[SEAL_OFFICE_SIZE];
        one = report_office(report->terminals[i], language, name) &&
              (i == 0 || strcmp(name, job->office) == 0);
        if (one) {
            memcpy(job->office, name, sizeof name);
        }
    }
    return one;
}

/* As the seals say; else it is known when all terminals are this config's. */
static void name_office(struct job *job)
{
    const struct report *report = &job->report;
    if (is_one_office(job)) {
        job->report.office = job->office;
        return;
    }
    bool own = report->terminal_count > 0 || job->record != NULL;
    for (int i = 0; i < report->terminal_count; i++) {
        own = own &&
              strcmp(report->terminals[i]->unit, job->config.unit_code) == 0;
    }
    job->report.office = own ? job->config.office_name[job->language] : NULL;
}

static bool next_file(void *context, struct text *bytes)
{
    struct job *job = context;
    while (job->file < job->files.count) {
        const struct report_file *file = &job->files.list[job->file++];
        text_clear(bytes);
        if (!file->left_out &&
            !report_is_before(&job->report, file->name.day) &&
            files_read(file->path, REPORT_FILE_MOST, bytes)) {
            return true;
        }
    }
    return false;
}

static int fail(const struct job *job, const char *why)
{
    log_error("%s: cannot write the report (%s): name another file with --out",
              job->options->out, why);
    return EX_CANTCREAT;
}

static int write_workbook(struct job *job, const struct report_voice *voice)
{
    char error[256];
    struct report_xlsx_params params = {
        .voice = voice,
        .rows = {.next = next_file, .context = job},
        .path = job->options->out};
    if (job->record != NULL) {
        params.rows = report_record_rows(job->record);
    }
    return report_xlsx(&params, error, sizeof error) ? 0 : fail(job, error);
}

static int write_text(const struct job *job, const struct report_voice *voice)
{
    struct text out = {0};
    const char *path = job->options->out;
    int status = 0;
    if (job->format == REPORT_HTML) {
        report_html(voice, &out);
    } else {
        report_text(voice, &out);
    }
    if (out.failed) {
        log_error("no memory for the report");
        status = EX_OSERR;
    } else if (path == NULL) {
        bool said = fwrite(out.data, 1, out.length, stdout) == out.length &&
                    fflush(stdout) == 0;
        status = said ? 0 : EX_IOERR;
    } else if (!files_replace(path, out.data, out.length, FILES_SYNCED)) {
        status = fail(job, strerror(errno));
    }
    text_free(&out);
    return status;
}

static int write_report(struct job *job)
{
    const struct report_voice voice = {
        .report = &job->report,
        .words = &job->config.words[job->language],
        .version = BONLUON_VERSION,
    };
    if (job->report.failed) {
        log_error("no memory for the report");
        return EX_OSERR;
    }
    name_office(job);
    return job->format == REPORT_XLSX ? write_workbook(job, &voice)
                                      : write_text(job, &voice);
}

int cmd_report(const struct options *options)
{
    struct job job = {.options = options};
    int status = setup_config(&job.config, options);
    int unproven = 0;
    if (status == 0) {
        status = report_format_read(options, &job.format);
    }
    if (status == 0) {
        status = read_language(&job);
    }
    if (status == 0 && options->path_count > 0) {
        status = gather_files(&job, &unproven);
    } else if (status == 0) {
        status = gather_record(&job);
    }
    if (status == 0) {
        status = write_report(&job);
    }
    report_record_close(job.record);
    report_files_free(&job.files);
    report_free(&job.report);
    config_free(&job.config);
    return status != 0 ? status : unproven;
}
