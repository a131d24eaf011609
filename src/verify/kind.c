#include "verify/kind.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <string.h>
#include <unistd.h>

#include "format/seal.h"
#include "trust/signers.h"

static bool ends(const char *path, const char *with, const char **ending)
{
    size_t length = strlen(path);
    size_t tail = strlen(with);
    if (length <= tail || strcmp(path + length - tail, with) != 0) {
        return false;
    }
    *ending = path + length - tail;
    return true;
}

enum kind kind_named(const char *path, const char **ending)
{
    return ends(path, SEAL_SIGNATURE_ENDING, ending) ? KIND_SIGNATURE
           : ends(path, SEAL_ENDING, ending)         ? KIND_SEAL
           : ends(path, ".csv", ending)              ? KIND_CSV
           : ends(path, ".db", ending)               ? KIND_DATABASE
                                                     : KIND_OTHER;
}

static bool matches(const char *name, const char *const *patterns, size_t count)
{
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        found = found || fnmatch(patterns[i], name, 0) == 0;
    }
    return found;
}

#define LENGTH(list) (sizeof(list) / sizeof(list)[0])

bool kind_unfinished(const char *name)
{
    static const char *const patterns[] = {
        "4luon_*.csv.tmp", "4luon_*" SEAL_ENDING ".tmp",
        "4luon_*" SEAL_SIGNATURE_ENDING ".tmp", "4luon_*.json.tmp"};
    return matches(name, patterns, LENGTH(patterns));
}

bool kind_beside(const char *name)
{
    static const char *const patterns[] = {"4luon_*.csv" KIND_METADATA_ENDING,
                                           SIGNERS_NAME};
    return matches(name, patterns, LENGTH(patterns));
}

/* A sheet or a letter of an office program is a zip file, too. */
static bool is_office_file(const char *path)
{
    static const char *const patterns[] = {"*.xlsx", "*.xlsm", "*.docx",
                                           "*.pptx", "*.ods",  "*.odt"};
    return matches(path, patterns, LENGTH(patterns));
}

static enum kind of_bytes(const char *bytes, size_t length)
{
    static const struct {
        const char *begin;
        enum kind kind;
    } begins[] = {
        {"SQLite format 3", KIND_DATABASE},
        {"bonluon-seal ", KIND_SEAL},
        {"-----BEGIN SSH SIGNATURE-----", KIND_SIGNATURE},
        {"\xEF\xBB\xBFschema_version", KIND_CSV},
        {"schema_version", KIND_CSV},
        {"PK\x03\x04", KIND_ARCHIVE},
        {"PK\x05\x06", KIND_ARCHIVE},
        {"Rar!", KIND_ARCHIVE},
        {"7z\xBC\xAF\x27\x1C", KIND_ARCHIVE},
        {"\x1F\x8B", KIND_ARCHIVE},
        {"\xFD"
         "7zXZ",
         KIND_ARCHIVE},
    };
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++) {
        size_t wanted = strlen(begins[i].begin);
        if (length >= wanted && memcmp(bytes, begins[i].begin, wanted) == 0) {
            return begins[i].kind;
        }
    }
    return KIND_OTHER;
}

bool kind_of(const char *path, enum kind *kind)
{
    char bytes[64];
    const char *ending;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return false;
    }
    ssize_t length = read(file, bytes, sizeof bytes);
    int error = errno;
    close(file);
    errno = error;
    *kind = length < 0 ? KIND_OTHER : of_bytes(bytes, (size_t)length);
    if (*kind == KIND_OTHER) {
        *kind = kind_named(path, &ending);
    } else if (*kind == KIND_ARCHIVE && is_office_file(path)) {
        *kind = KIND_OTHER;
    }
    return length >= 0;
}
