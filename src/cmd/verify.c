/*
 * bonluon verify: is what lies here what a terminal left there? It needs no
 * config and no terminal: it is for the province, too.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/log.h"
#include "base/speak.h"
#include "cmd/commands.h"
#include "cmd/verify_say.h"
#include "trust/secret.h"
#include "verify/verify.h"

enum { KEYS_MOST = 1 << 20, PATIENCE_MS = 1000, BAR = 40 };

struct job {
    const struct options *options;
    struct first_key *keys;
    int key_count, key_capacity;
    struct signers signers;
    bool signed_by; /* there are such */
    struct witness witness;
    /* Of the bar. */
    int64_t began_ms;
    int64_t told_ms;
    bool bar; /* one stands on the terminal */
};

static int take_key(struct job *job, const char *path, int number,
                    const char *line)
{
    if (line[strspn(line, " \t\r")] == '\0' || line[0] == '#') {
        return 0;
    }
    struct first_key *key =
        array_add(&job->keys, &job->key_count, &job->key_capacity, sizeof *key);
    if (key == NULL) {
        log_error("no memory for the first keys");
        return EX_OSERR;
    }
    if (!first_key_read(line, key)) {
        log_error("%s:%d: not the line of a first key, or a slip in it: "
                  "compare it with the paper",
                  path, number);
        return EX_DATAERR;
    }
    return 0;
}

static int read_key_lines(struct job *job, const char *path, char *text)
{
    int status = 0;
    char *line;
    for (int number = 1; status == 0 && (line = strsep(&text, "\n")) != NULL;
         number++) {
        status = take_key(job, path, number, line);
    }
    return status;
}

static bool read_input(struct text *out)
{
    char block[4096];
    ssize_t n;
    do {
        n = read(STDIN_FILENO, block, sizeof block);
        if (n > 0) {
            text_append(out, block, (size_t)n);
        }
    } while (n > 0 || (n < 0 && errno == EINTR));
    secret_wipe(block, sizeof block);
    return n == 0 && !out->failed;
}

static int read_keys(struct job *job, const char *path)
{
    struct text text = {0};
    bool input = strcmp(path, "-") == 0;
    const char *name = input ? speak("standard input") : path;
    int status = 0;
    if (!(input ? read_input(&text) : files_read(path, KEYS_MOST, &text))) {
        log_error("%s: the first key cannot be read: %s", name,
                  strerror(errno));
        status = EX_NOINPUT;
    } else {
        status = read_key_lines(job, name, text.data);
    }
    if (text.data != NULL) {
        secret_wipe(text.data, text.capacity);
    }
    text_free(&text);
    return status;
}

/* Those that were given, else those of the data directory that was. */
static int read_signers(struct job *job)
{
    const struct options *options = job->options;
    char path[FILES_PATH_SIZE];
    job->signed_by = options->signers != NULL;
    if (job->signed_by) {
        if (!signers_read(&job->signers, options->signers)) {
            log_error("%s: the list of signers cannot be read: %s",
                      options->signers, strerror(errno));
            return EX_NOINPUT;
        }
    } else if (options->data_dir != NULL) {
        job->signed_by = files_join(path, options->data_dir, SIGNERS_NAME) &&
                         signers_read(&job->signers, path);
    }
    return 0;
}

static int read_witness(struct job *job)
{
    const struct options *options = job->options;
    if (options->witness_code != NULL &&
        !witness_read(&job->witness, options->witness_day,
                      options->witness_code)) {
        log_error("--witness: %s is no code of 13 letters and digits, and no "
                  "SHA-256 of a seal",
                  options->witness_code);
        return EX_USAGE;
    }
    return 0;
}

static int read_given(struct job *job)
{
    int status = 0;
    if (job->options->path_count == 0) {
        log_error("verify what? Name a database, daily files, or a folder");
        status = EX_USAGE;
    }
    if (status == 0) {
        status = read_witness(job);
    }
    for (int i = 0; status == 0 && i < job->options->first_key_count; i++) {
        status = read_keys(job, job->options->first_keys[i]);
    }
    return status == 0 ? read_signers(job) : status;
}

static void wipe_bar(struct job *job)
{
    if (job->bar) {
        fputs("\r\033[K", stderr);
        job->bar = false;
    }
}

static void say(void *context, const char *line)
{
    wipe_bar(context);
    puts(line);
}

/* Only for a person, and only when there is something to wait for. */
static void show_progress(void *context, int64_t done, int64_t total)
{
    struct job *job = context;
    int64_t now = clock_now().boot_ms;
    if (total <= 0 || now - job->began_ms < PATIENCE_MS ||
        now - job->told_ms < 100) {
        return;
    }
    /* Both are a stranger's numbers. */
    double part = (double)done / (double)total;
    int percent = part < 0 ? 0 : part > 1 ? 100 : (int)(part * 100);
    int full = percent * BAR / 100;
    job->told_ms = now;
    job->bar = true;
    fprintf(stderr, "\r[%.*s%*s] %3d %%", full,
            "########################################", BAR - full, "",
            percent);
}

static int verify_one(struct job *job, struct verify *verify, const char *path)
{
    char why[VERIFY_WHY_SIZE];
    enum verify_result result = verify_path(verify, path, why);
    wipe_bar(job);
    if (result == VERIFY_DONE) {
        return 0;
    }
    if (result == VERIFY_BUSY) {
        log_error("%s; the closed days already lie in the outbox beside it, "
                  "which 'bonluon verify' can look at meanwhile",
                  why);
        return EX_TEMPFAIL;
    }
    log_error("%s", why[0] != '\0' ? why : path);
    return result == VERIFY_MISSING ? EX_NOINPUT : EX_IOERR;
}

/* Says also in the account what became of paths that were not looked at. */
static int exit_status(int status, struct account *account)
{
    static const int of_verdict[] = {[VERDICT_AS_IT_WAS] = 0,
                                     [VERDICT_NOT_AS_IT_WAS] = EX_DATAERR,
                                     [VERDICT_UNREAD] = EX_IOERR,
                                     [VERDICT_UNPROVEN] = EX_UNPROVEN};
    if (status != 0 && account->verdict != VERDICT_NOT_AS_IT_WAS) {
        account->verdict =
            status == EX_NOINPUT ? VERDICT_UNPROVEN : VERDICT_UNREAD;
        return status;
    }
    return of_verdict[account->verdict];
}

static int verify_all(struct job *job, struct verify *verify)
{
    int status = 0;
    for (int i = 0; i < job->options->path_count; i++) {
        int one = verify_one(job, verify, job->options->paths[i]);
        status = status == 0 ? one : status;
    }
    struct account account;
    if (!verify_end(verify, &account)) {
        log_error("no memory to look at all of it");
        return EX_OSERR;
    }
    wipe_bar(job);
    status = exit_status(status, &account);
    verify_say(&account);
    return fflush(stdout) != 0 ? EX_IOERR : status;
}

int cmd_verify(const struct options *options)
{
    struct job job = {.options = options, .began_ms = clock_now().boot_ms};
    int status = read_given(&job);
    struct verify *verify = NULL;
    if (status == 0) {
        const struct verify_params params = {
            .say = say,
            .progress = isatty(STDERR_FILENO) ? show_progress : NULL,
            .context = &job,
            .keys = job.keys,
            .key_count = job.key_count,
            .signers = job.signed_by ? &job.signers : NULL,
            .witness = job.witness.given ? &job.witness : NULL,
            .span = {options->dated, options->from_day, options->to_day}};
        verify = verify_new(&params);
        status = verify != NULL ? verify_all(&job, verify) : EX_OSERR;
    }
    verify_free(verify);
    signers_free(&job.signers);
    for (int i = 0; i < job.key_count; i++) {
        tag_key_wipe(&job.keys[i].key);
    }
    free(job.keys);
    return status;
}
