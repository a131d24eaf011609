#include "cmd/report_trust.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "base/files.h"
#include "base/log.h"
#include "format/seal.h"
#include "trust/sshsig.h"

enum { SIGNATURE_MOST = 4096 };

/* The folder of a path, or the path when it is one. */
static bool folder_of(const char *path, char out[FILES_PATH_SIZE])
{
    struct stat st;
    const char *slash = strrchr(path, '/');
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
        return text_copy(out, FILES_PATH_SIZE, path);
    }
    return slash == NULL
               ? text_copy(out, FILES_PATH_SIZE, ".")
               : text_format(out, FILES_PATH_SIZE, "%.*s",
                             (int)(slash - path) + (slash == path), path);
}

static bool read_beside(struct signers *signers, const char *path)
{
    char folder[FILES_PATH_SIZE];
    return folder_of(path, folder) &&
           signers_read_beside(signers, folder, true);
}

int report_trust_begin(struct report_trusted *trusted,
                       const struct options *options)
{
    size_t paths = (size_t)options->path_count;
    *trusted = (struct report_trusted){.options = options};
    trusted->are_given = options->signers != NULL;
    if (trusted->are_given &&
        !signers_read(&trusted->given, options->signers)) {
        log_error("%s: the list of signers cannot be read: %s",
                  options->signers, strerror(errno));
        return EX_NOINPUT;
    }
    trusted->beside = calloc(paths, sizeof *trusted->beside);
    trusted->are_beside = calloc(paths, sizeof *trusted->are_beside);
    if (trusted->beside == NULL || trusted->are_beside == NULL) {
        log_error("no memory for the lists of signers");
        return EX_OSERR;
    }
    for (size_t i = 0; !trusted->are_given && i < paths; i++) {
        trusted->are_beside[i] =
            read_beside(&trusted->beside[i], options->paths[i]);
    }
    return 0;
}

void report_trust_end(struct report_trusted *trusted)
{
    for (int i = 0; trusted->beside != NULL && i < trusted->options->path_count;
         i++) {
        signers_free(&trusted->beside[i]);
    }
    signers_free(&trusted->given);
    free(trusted->beside);
    free(trusted->are_beside);
}

/* Whether the signature beside a seal is of its text, and by which key. */
static bool is_signed(const struct report_seal *seal,
                      unsigned char signer[SIGN_PUBLIC_SIZE])
{
    struct text text = {0};
    struct text signature = {0};
    char path[FILES_PATH_SIZE];
    bool good = text_format(path, sizeof path, "%s.sig", seal->path) &&
                files_read(seal->path, SEAL_MOST, &text) &&
                files_read(path, SIGNATURE_MOST, &signature) &&
                strlen(signature.data) == signature.length &&
                sshsig_check(signature.data, text.data, text.length, signer) ==
                    SSHSIG_GOOD;
    text_free(&text);
    text_free(&signature);
    return good;
}

enum report_trust report_trust_ask(void *context,
                                   const struct report_seal *seal)
{
    const struct report_trusted *trusted = context;
    int path = seal->root - 1;
    const struct signers *signers = trusted->are_given ? &trusted->given
                                    : trusted->are_beside[path]
                                        ? &trusted->beside[path]
                                        : NULL;
    unsigned char signer[SIGN_PUBLIC_SIZE];
    if (!is_signed(seal, signer)) {
        return REPORT_TRUST_NONE;
    }
    return signers == NULL                             ? REPORT_TRUST_UNKNOWN
           : signers_allow(signers, seal->who, signer) ? REPORT_TRUST_GOOD
                                                       : REPORT_TRUST_NONE;
}
