#include "trust/secret.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"

static void digest_text(struct secret *secret)
{
    char hex[DIGEST_HEX_SIZE];
    digest_of(secret->text, strlen(secret->text), hex);
    memcpy(secret->digest, hex, SECRET_DIGEST_SIZE - 1);
    secret->digest[SECRET_DIGEST_SIZE - 1] = '\0';
}

void secret_wipe(void *bytes, size_t length)
{
    sodium_memzero(bytes, length);
}

bool secret_write(struct secret *secret, const char *folder, const char *name)
{
    assert(strchr(secret->text, '\n') == NULL);
    struct files_new file;
    char line[SECRET_SIZE + SECRET_DIGEST_SIZE + 2];
    digest_text(secret);
    text_must(line, sizeof line, "%s %s\n", secret->text, secret->digest);
    bool begun = files_begin_private(&file, folder, name);
    if (begun) {
        files_write(&file, line, strlen(line));
    }
    secret_wipe(line, sizeof line);
    return begun && files_finish(&file);
}

/* A pipe is refused, not waited for. Not told when the right to read stays
   with others: the next writing makes the file anew. */
int secret_open(const char *path, int flags)
{
    struct stat st;
    int fd = open(path, flags | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        int error = fd < 0 ? errno : S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
        close(fd);
        errno = error;
        return -1;
    }
    if ((st.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        int failed = fchmod(fd, S_IRUSR | S_IWUSR);
        (void)failed;
    }
    return fd;
}

ssize_t secret_take(int fd, void *out, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t n = read(fd, (char *)out + length, size - length);
        if (n < 0 && errno != EINTR) {
            return -1;
        }
        if (n == 0) {
            break;
        }
        length += n > 0 ? (size_t)n : 0;
    }
    return (ssize_t)length;
}

/* "text digest\n", and nothing else. */
static bool parse(struct secret *out, const char *file, size_t length)
{
    const char *blank = strrchr(file, ' ');
    if (strlen(file) != length || blank == NULL ||
        (size_t)(blank - file) >= sizeof out->text) {
        return false;
    }
    memcpy(out->text, file, (size_t)(blank - file));
    digest_text(out);
    size_t digits = sizeof out->digest - 1;
    return strncmp(blank + 1, out->digest, digits) == 0 &&
           strcmp(blank + 1 + digits, "\n") == 0;
}

static enum secret_read read_all(struct secret *out, int fd)
{
    /* One more than a line can have: a longer one shows. */
    char file[SECRET_SIZE + SECRET_DIGEST_SIZE + 3];
    ssize_t length = secret_take(fd, file, sizeof file - 1);
    int error = length < 0 ? errno : 0;
    file[length < 0 ? 0 : length] = '\0';
    bool good = length >= 0 && parse(out, file, (size_t)length);
    if (!good) {
        secret_wipe(out, sizeof *out);
    }
    secret_wipe(file, sizeof file);
    errno = error;
    return good ? SECRET_READ : SECRET_UNREADABLE;
}

enum secret_read secret_read(struct secret *out, const char *folder,
                             const char *name)
{
    char path[FILES_PATH_SIZE];
    *out = (struct secret){{0}, {0}};
    if (!files_join(path, folder, name)) {
        return SECRET_UNREADABLE;
    }
    int fd = secret_open(path, O_RDONLY);
    if (fd < 0) {
        return errno == ENOENT ? SECRET_MISSING : SECRET_UNREADABLE;
    }
    enum secret_read result = read_all(out, fd);
    int error = errno;
    close(fd);
    errno = error;
    return result;
}
