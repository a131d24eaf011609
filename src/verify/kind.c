#include "verify/kind.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "format/seal.h"

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

bool kind_unfinished(const char *path)
{
    static const char *const endings[] = {".csv.tmp", SEAL_ENDING ".tmp",
                                          SEAL_SIGNATURE_ENDING ".tmp",
                                          ".json.tmp"};
    static const char begin[] = "4luon_";
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const char *ending;
    bool found = false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        found = found || ends(name, endings[i], &ending);
    }
    return found && strncmp(name, begin, sizeof begin - 1) == 0;
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
    }
    return length >= 0;
}
