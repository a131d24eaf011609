#include "verify/verify.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/speak.h"
#include "verify/database.h"
#include "verify/folder.h"
#include "verify/kind.h"

/* A folder that was given, or in which a file lies that was. */
struct root {
    char folder[FILES_PATH_SIZE];
};

struct verify {
    struct inquiry inquiry;
    struct dailies dailies; /* of all paths but data directories */
    struct root **roots;
    int root_count, root_capacity;
};

struct verify *verify_new(const struct verify_params *params)
{
    struct verify *verify = calloc(1, sizeof *verify);
    if (verify == NULL) {
        return NULL;
    }
    verify->inquiry = (struct inquiry){
        .keys = params->keys,
        .key_count = params->key_count,
        .signers = params->signers,
        .span = params->span,
        .findings = {.say = params->say, .context = params->context},
        .progress = params->progress,
        .context = params->context};
    if (params->witness != NULL) {
        verify->inquiry.witness = *params->witness;
    }
    return verify;
}

static enum verify_result fail(const char *path, int error,
                               char why[VERIFY_WHY_SIZE])
{
    if (!text_format(why, VERIFY_WHY_SIZE, "%s: %s", path, strerror(error))) {
        why[0] = '\0';
    }
    return error == ENOENT || error == ENOTDIR ? VERIFY_MISSING : VERIFY_FAILED;
}

/* Without a list of signers counts the one that lies in the folder; for files
   of days also the one above it, as with an outbox. */
static void begin_signers(struct inquiry *inquiry, const char *folder,
                          bool above, struct signers *own)
{
    if (inquiry->signers != NULL) {
        return;
    }
    if (signers_read_beside(own, folder, above)) {
        inquiry->signers = own;
        inquiry->signers_beside = true;
    } else if (errno != ENOENT && errno != ENOTDIR) {
        findings_file(&inquiry->findings, folder);
        TELL(inquiry, FINDING_UNREAD, spot_file(), "%s in it, or above it: %s",
             SIGNERS_NAME, strerror(errno));
    }
}

static void end_signers(struct inquiry *inquiry, struct signers *own)
{
    if (inquiry->signers == own) {
        inquiry->signers = NULL;
        inquiry->signers_beside = false;
    }
    signers_free(own);
}

static enum verify_result verify_database(struct verify *verify,
                                          const char *folder, const char *path,
                                          char why[VERIFY_WHY_SIZE])
{
    struct signers own = {0};
    begin_signers(&verify->inquiry, folder, false, &own);
    enum store_result result =
        database_verify(&verify->inquiry, folder, path, why);
    end_signers(&verify->inquiry, &own);
    return result == STORE_OK        ? VERIFY_DONE
           : result == STORE_MISSING ? VERIFY_MISSING
           : result == STORE_BUSY    ? VERIFY_BUSY
                                     : VERIFY_FAILED;
}

/* The outbox of a data directory, whose database was looked at. */
static void verify_outbox(struct verify *verify, const char *folder)
{
    struct inquiry *inquiry = &verify->inquiry;
    struct dailies dailies = {0};
    struct signers own = {0};
    char path[FILES_PATH_SIZE];
    begin_signers(inquiry, folder, true, &own);
    if (files_join(path, folder, "outbox") && files_exists(path)) {
        if (!folder_gather(inquiry, &dailies, path)) {
            findings_file(&inquiry->findings, path);
            TELL(inquiry, FINDING_UNREAD, spot_file(), "%s", strerror(errno));
        }
        const struct folder_days all = {0, dailies.count, true};
        folder_verify(inquiry, &dailies, &all);
        lineage_outbox(inquiry, &dailies);
    } else {
        inquiry->account.unfiled += inquiry->known.count;
    }
    dailies_free(&dailies);
    end_signers(inquiry, &own);
}

/* What is gathered now lies in this folder. */
static void begin_root(struct verify *verify, const char *folder)
{
    struct root *root = array_new(&verify->roots, &verify->root_count,
                                  &verify->root_capacity, sizeof *root);
    if (root == NULL || !text_copy(root->folder, sizeof root->folder, folder)) {
        verify->inquiry.failed = true;
    }
    verify->dailies.root = verify->root_count - 1;
}

/* Without it nobody sees that the last rows of a database are gone. */
static void miss_journal(struct inquiry *inquiry, const char *folder)
{
    char path[FILES_PATH_SIZE];
    if (!files_join(path, folder, "log") || !files_exists(path)) {
        findings_file(&inquiry->findings, folder);
        TELL(inquiry, FINDING_UNPROVEN, spot_file(),
             "its journal, the folder 'log', is not there: it was taken away, "
             "or [trust] log of the config puts it elsewhere");
    }
}

static enum verify_result verify_data(struct verify *verify, const char *folder,
                                      const char *database,
                                      char why[VERIFY_WHY_SIZE])
{
    enum verify_result result = verify_database(verify, folder, database, why);
    if (result == VERIFY_DONE) {
        verify_outbox(verify, folder);
        miss_journal(&verify->inquiry, folder);
    }
    return result;
}

static enum verify_result verify_folder(struct verify *verify, const char *path,
                                        char why[VERIFY_WHY_SIZE])
{
    struct inquiry *inquiry = &verify->inquiry;
    char database[FILES_PATH_SIZE];
    int first = verify->dailies.count;
    if (files_join(database, path, "bonluon.db") && files_exists(database)) {
        return verify_data(verify, path, database, why);
    }
    begin_root(verify, path);
    if (!folder_gather(inquiry, &verify->dailies, path)) {
        return fail(path, errno, why);
    }
    if (verify->dailies.count == first) {
        findings_file(&inquiry->findings, path);
        TELL(inquiry, FINDING_UNPROVEN, spot_file(),
             "there is no day in this folder, or none but those that were "
             "looked at");
    }
    return VERIFY_DONE;
}

/* Of the path of a file. */
static bool folder_of(const char *path, char out[FILES_PATH_SIZE])
{
    const char *slash = strrchr(path, '/');
    errno = ENAMETOOLONG;
    return slash == NULL
               ? text_copy(out, FILES_PATH_SIZE, ".")
               : text_format(out, FILES_PATH_SIZE, "%.*s",
                             (int)(slash - path) + (slash == path), path);
}

static enum verify_result verify_file(struct verify *verify, const char *path,
                                      char why[VERIFY_WHY_SIZE])
{
    struct inquiry *inquiry = &verify->inquiry;
    char folder[FILES_PATH_SIZE];
    enum kind kind;
    if (!kind_of(path, &kind) || !folder_of(path, folder)) {
        return fail(path, errno, why);
    }
    switch (kind) {
    case KIND_DATABASE: return verify_database(verify, folder, path, why);
    case KIND_CSV:
    case KIND_SEAL:
    case KIND_SIGNATURE:
        begin_root(verify, folder);
        folder_gather_file(inquiry, &verify->dailies, path);
        break;
    case KIND_ARCHIVE:
    case KIND_OTHER:
        findings_file(&inquiry->findings, path);
        TELL(inquiry, FINDING_UNPROVEN, spot_file(), "%s",
             kind == KIND_ARCHIVE
                 ? speak("not opened: unpack it, and look at what was in it")
                 : speak("it is no database, no daily file, no seal and no "
                         "signature"));
        break;
    }
    return VERIFY_DONE;
}

enum verify_result verify_path(struct verify *verify, const char *path,
                               char why[VERIFY_WHY_SIZE])
{
    struct stat st;
    why[0] = '\0';
    if (stat(path, &st) != 0) {
        return fail(path, errno, why);
    }
    return S_ISDIR(st.st_mode) ? verify_folder(verify, path, why)
                               : verify_file(verify, path, why);
}

/* The days of each root, with the signers that count there. */
static void verify_days(struct verify *verify)
{
    struct inquiry *inquiry = &verify->inquiry;
    struct dailies *dailies = &verify->dailies;
    struct folder_days days = {0, 0, false};
    lineage_pair(inquiry, dailies);
    while (days.first < dailies->count && !inquiry->failed) {
        int root = dailies->list[days.first]->root;
        struct signers own = {0};
        while (days.end < dailies->count &&
               dailies->list[days.end]->root == root) {
            days.end++;
        }
        begin_signers(inquiry, verify->roots[root]->folder, true, &own);
        folder_verify(inquiry, dailies, &days);
        end_signers(inquiry, &own);
        days.first = days.end;
    }
    lineage_verify(inquiry, dailies);
}

static enum verdict judge(const struct account *account)
{
    bool vouched = account->doubts == 0 && account->untagged == 0 &&
                   account->unsigned_by == 0 && account->unproven == 0;
    return account->wrong > 0    ? VERDICT_NOT_AS_IT_WAS
           : account->unread > 0 ? VERDICT_UNREAD
           : vouched             ? VERDICT_AS_IT_WAS
                                 : VERDICT_UNPROVEN;
}

bool verify_end(struct verify *verify, struct account *account)
{
    struct inquiry *inquiry = &verify->inquiry;
    verify_days(verify);
    inquiry->account.witnesses +=
        witness_end(&inquiry->witness, &inquiry->findings);
    findings_end(&inquiry->findings);
    *account = inquiry->account;
    account->wrong = inquiry->findings.counts[FINDING_WRONG];
    account->unread = inquiry->findings.counts[FINDING_UNREAD];
    account->doubts = inquiry->findings.counts[FINDING_UNPROVEN];
    account->verdict = judge(account);
    return !inquiry->failed;
}

void verify_free(struct verify *verify)
{
    if (verify != NULL) {
        for (int i = 0; i < verify->root_count; i++) {
            free(verify->roots[i]);
        }
        free(verify->roots);
        dailies_free(&verify->dailies);
        inquiry_free(&verify->inquiry);
        free(verify);
    }
}
