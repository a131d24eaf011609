#include "verify/verify.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "verify/database.h"
#include "verify/folder.h"
#include "verify/kind.h"

struct verify {
    struct inquiry inquiry;
    struct dailies dailies; /* of all paths but data directories */
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
    static const char *const names[] = {SIGNERS_NAME, "../" SIGNERS_NAME};
    char path[FILES_PATH_SIZE];
    for (int i = 0; i <= above && inquiry->signers == NULL; i++) {
        if (files_join(path, folder, names[i]) && signers_read(own, path)) {
            inquiry->signers = own;
            inquiry->signers_beside = true;
        }
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
    if (files_join(path, folder, "outbox") && files_exists(path) &&
        folder_gather(inquiry, &dailies, path)) {
        folder_verify(inquiry, &dailies, 0, true);
        lineage_outbox(inquiry, &dailies);
    } else {
        inquiry->account.unfiled += inquiry->known.count;
    }
    dailies_free(&dailies);
    end_signers(inquiry, &own);
}

/* Those from `first` on, which lie in the folder. */
static void verify_days(struct verify *verify, const char *folder, int first)
{
    struct signers own = {0};
    begin_signers(&verify->inquiry, folder, true, &own);
    folder_verify(&verify->inquiry, &verify->dailies, first, false);
    end_signers(&verify->inquiry, &own);
}

static enum verify_result verify_folder(struct verify *verify, const char *path,
                                        char why[VERIFY_WHY_SIZE])
{
    struct inquiry *inquiry = &verify->inquiry;
    char database[FILES_PATH_SIZE];
    int first = verify->dailies.count;
    if (files_join(database, path, "bonluon.db") && files_exists(database)) {
        enum verify_result result =
            verify_database(verify, path, database, why);
        if (result == VERIFY_DONE) {
            verify_outbox(verify, path);
        }
        return result;
    }
    if (!folder_gather(inquiry, &verify->dailies, path)) {
        return fail(path, errno, why);
    }
    if (verify->dailies.count == first) {
        findings_file(&inquiry->findings, path);
        SAY(inquiry, spot_file(), "there is no day in this folder");
    }
    verify_days(verify, path, first);
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
    int first = verify->dailies.count;
    if (!kind_of(path, &kind) || !folder_of(path, folder)) {
        return fail(path, errno, why);
    }
    if (kind == KIND_DATABASE) {
        return verify_database(verify, folder, path, why);
    }
    if (kind == KIND_OTHER) {
        findings_file(&inquiry->findings, path);
        SAY(inquiry, spot_file(),
            "it is no database, no daily file, no seal and no signature");
        return VERIFY_DONE;
    }
    folder_gather_file(inquiry, &verify->dailies, path);
    verify_days(verify, folder, first);
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

int64_t verify_end(struct verify *verify, struct account *account)
{
    struct inquiry *inquiry = &verify->inquiry;
    lineage_verify(inquiry, &verify->dailies);
    inquiry->account.witnesses +=
        witness_end(&inquiry->witness, &inquiry->findings);
    findings_end(&inquiry->findings);
    *account = inquiry->account;
    return inquiry->failed ? -1 : inquiry->findings.count;
}

void verify_free(struct verify *verify)
{
    if (verify != NULL) {
        dailies_free(&verify->dailies);
        inquiry_free(&verify->inquiry);
        free(verify);
    }
}
