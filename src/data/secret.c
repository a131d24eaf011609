#include "data/secret.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "data/digest.h"

static void digest_text(struct secret *secret)
{
    char hex[DIGEST_HEX_SIZE];
    digest_of(secret->text, strlen(secret->text), hex);
    memcpy(secret->digest, hex, SECRET_DIGEST_SIZE - 1);
    secret->digest[SECRET_DIGEST_SIZE - 1] = '\0';
}

/* ---- out ------------------------------------------------------------------
 */

/* As files_begin, but for nobody else to read, not even while it is empty:
   who has it open then can read it later. */
static bool begin(struct files_new *file, const char *folder, const char *name)
{
    *file = (struct files_new){.fd = -1, .sync = FILES_SYNCED};
    if (!files_join(file->path, folder, name)) {
        return false;
    }
    if (!text_format(file->temporary, sizeof file->temporary, "%s.tmp",
                     file->path)) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (unlink(file->temporary) != 0 && errno != ENOENT) {
        return false;
    }
    file->fd = open(file->temporary,
                    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                    S_IRUSR | S_IWUSR);
    return file->fd >= 0;
}

static bool give_to_owner(int fd, const char *folder)
{
    struct stat st;
    return geteuid() != 0 ||
           (stat(folder, &st) == 0 && fchown(fd, st.st_uid, st.st_gid) == 0);
}

bool secret_write(struct secret *secret, const char *folder, const char *name)
{
    assert(strchr(secret->text, '\n') == NULL);
    struct files_new file;
    char line[SECRET_SIZE + SECRET_DIGEST_SIZE + 2];
    digest_text(secret);
    bool fits =
        text_format(line, sizeof line, "%s %s\n", secret->text, secret->digest);
    assert(fits);
    if (!begin(&file, folder, name)) {
        return false;
    }
    if (!give_to_owner(file.fd, folder) ||
        !files_write(&file, line, strlen(line))) {
        files_drop(&file);
        return false;
    }
    return files_finish(&file);
}

/* ---- in -------------------------------------------------------------------
 */

/* Not told when it fails: the next writing makes the file anew. */
static void tighten(const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
        (st.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        int failed = chmod(path, S_IRUSR | S_IWUSR);
        (void)failed;
    }
}

/* "text digest\n", and nothing else. */
static bool parse(struct secret *out, const struct text *file)
{
    const char *blank = strrchr(file->data, ' ');
    if (strlen(file->data) != file->length || blank == NULL ||
        (size_t)(blank - file->data) >= sizeof out->text) {
        return false;
    }
    memcpy(out->text, file->data, (size_t)(blank - file->data));
    digest_text(out);
    size_t length = sizeof out->digest - 1;
    return strncmp(blank + 1, out->digest, length) == 0 &&
           strcmp(blank + 1 + length, "\n") == 0;
}

enum secret_read secret_read(struct secret *out, const char *folder,
                             const char *name)
{
    enum { FILE_MOST = SECRET_SIZE + SECRET_DIGEST_SIZE + 1 };
    char path[FILES_PATH_SIZE];
    struct text file = {0};
    enum secret_read result = SECRET_UNREADABLE;
    *out = (struct secret){{0}, {0}};
    if (!files_join(path, folder, name)) {
        return result;
    }
    tighten(path);
    if (!files_read(path, FILE_MOST, &file)) {
        result = errno == ENOENT ? SECRET_MISSING : SECRET_UNREADABLE;
    } else {
        result = parse(out, &file) ? SECRET_READ : SECRET_UNREADABLE;
        errno = 0;
    }
    int error = errno;
    text_free(&file);
    errno = error;
    return result;
}
