#include "trust/signers.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/files.h"
#include "base/log.h"
#include "base/quarantine.h"
#include "trust/sshsig.h"

enum { FILE_MOST = 16 << 20 }; /* some hundred thousand lines */

static const char algorithm[] = "ssh-ed25519";
static const char blanks[] = " \t\r\n";

/* namespaces="a,b" with ours among them, and nothing that is no plain name. */
static bool namespaces_hold_ours(const char *word)
{
    static const char head[] = "namespaces=\"";
    const char *list = word + sizeof head - 1;
    if (strncmp(word, head, sizeof head - 1) != 0) {
        return false;
    }
    size_t length = strcspn(list, "\"!*?\\");
    if (list[length] != '"' || list[length + 1] != '\0') {
        return false;
    }
    const size_t ours = sizeof SSHSIG_NAMESPACE - 1;
    for (const char *p = list; p < list + length; p++) {
        size_t name = strcspn(p, ",\"");
        if (name == ours && memcmp(p, SSHSIG_NAMESPACE, ours) == 0) {
            return true;
        }
        p += name;
    }
    return false;
}

/* Each of the principals that can be a terminal. */
static bool add_all(struct signers *signers, char *principals,
                    const unsigned char public_key[SIGN_PUBLIC_SIZE])
{
    char *rest = NULL;
    for (char *who = strtok_r(principals, ",", &rest); who != NULL;
         who = strtok_r(NULL, ",", &rest)) {
        if (who_is(who)) {
            struct signer *signer =
                array_add(&signers->list, &signers->count, &signers->capacity,
                          sizeof *signer);
            if (signer == NULL) {
                return false;
            }
            text_must(signer->who, sizeof signer->who, "%s", who);
            memcpy(signer->public_key, public_key, SIGN_PUBLIC_SIZE);
        }
    }
    return true;
}

/* False only when there is no memory. */
static bool read_line(struct signers *signers, char *line)
{
    unsigned char public_key[SIGN_PUBLIC_SIZE];
    char *rest = NULL;
    char *principals = strtok_r(line, blanks, &rest);
    if (principals == NULL || strpbrk(principals, "#*?!\"\\") != NULL) {
        return true;
    }
    char *word = strtok_r(NULL, blanks, &rest);
    if (word != NULL && namespaces_hold_ours(word)) {
        word = strtok_r(NULL, blanks, &rest);
    }
    char *key = strtok_r(NULL, blanks, &rest);
    if (word == NULL || strcmp(word, algorithm) != 0 || key == NULL ||
        !sign_read_base64(key, public_key)) {
        return true;
    }
    return add_all(signers, principals, public_key);
}

static bool read_lines(struct signers *signers, char *text)
{
    char *line;
    while ((line = strsep(&text, "\n")) != NULL) {
        if (!read_line(signers, line)) {
            errno = ENOMEM;
            return false;
        }
    }
    return true;
}

bool signers_read(struct signers *signers, const char *path)
{
    struct text file = {0};
    bool done =
        files_read(path, FILE_MOST, &file) && read_lines(signers, file.data);
    int error = errno;
    text_free(&file);
    errno = error;
    return done;
}

bool signers_read_beside(struct signers *signers, const char *folder,
                         bool above)
{
    static const char *const names[] = {SIGNERS_NAME, "../" SIGNERS_NAME};
    char path[FILES_PATH_SIZE];
    bool read = false;
    for (int i = 0; i <= above && !read; i++) {
        read =
            files_join(path, folder, names[i]) && signers_read(signers, path);
        if (!read && errno != ENOENT && errno != ENOTDIR) {
            return false;
        }
    }
    return read;
}

bool signers_allow(const struct signers *signers, const char *who,
                   const unsigned char public_key[SIGN_PUBLIC_SIZE])
{
    for (int i = 0; i < signers->count; i++) {
        const struct signer *signer = &signers->list[i];
        if (strcmp(signer->who, who) == 0 &&
            memcmp(signer->public_key, public_key, SIGN_PUBLIC_SIZE) == 0) {
            return true;
        }
    }
    return false;
}

void signers_free(struct signers *signers)
{
    if (signers != NULL) {
        free(signers->list);
        *signers = (struct signers){0};
    }
}

void signers_line(const char *who,
                  const unsigned char public_key[SIGN_PUBLIC_SIZE],
                  char out[SIGNERS_LINE_SIZE])
{
    char key[SIGN_BASE64_SIZE];
    sign_base64(public_key, key);
    text_must(out, SIGNERS_LINE_SIZE,
              "%s namespaces=\"" SSHSIG_NAMESPACE "\" %s %s", who, algorithm,
              key);
}

/* It is nobody's secret, but it belongs to whom the folder does, too. */
static bool write_file(const char *data_dir, const struct text *content)
{
    struct files_new file;
    if (!files_begin_private(&file, data_dir, SIGNERS_NAME)) {
        return false;
    }
    if (fchmod(file.fd, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH) != 0) {
        files_drop(&file);
        return false;
    }
    files_write(&file, content->data, content->length);
    return files_finish(&file);
}

static bool append(const char *data_dir, struct text *content, const char *line)
{
    bool ended =
        content->length == 0 || content->data[content->length - 1] == '\n';
    text_append_format(content, "%s%s\n", ended ? "" : "\n", line);
    if (content->failed) {
        errno = ENOMEM;
        return false;
    }
    return write_file(data_dir, content);
}

/* Damage that no line is safe from: what is added would never count. */
static bool is_text(const struct text *content)
{
    return content->length == 0 ||
           (memchr(content->data, '\0', content->length) == NULL &&
            text_is_utf8(content->data, content->length));
}

static bool set_aside(const char *data_dir, const char *path,
                      struct text *content)
{
    char folder[FILES_PATH_SIZE];
    if (!quarantine_take_file(data_dir, path, folder)) {
        return false;
    }
    log_error("%s: it is no text: moved to %s, and a new one with this "
              "terminal's line alone is in its place: put back what else was "
              "in it",
              path, folder);
    text_clear(content);
    return true;
}

bool signers_enter(const char *data_dir, const char *who,
                   const unsigned char public_key[SIGN_PUBLIC_SIZE])
{
    char path[FILES_PATH_SIZE];
    char line[SIGNERS_LINE_SIZE];
    struct text content = {0};
    struct signers signers = {0};
    bool known = false;
    bool done = files_join(path, data_dir, SIGNERS_NAME);
    if (done && files_exists(path)) {
        done = files_read(path, FILE_MOST, &content) &&
               (is_text(&content) ? signers_read(&signers, path)
                                  : set_aside(data_dir, path, &content));
        known = done && signers_allow(&signers, who, public_key);
    }
    if (done && !known) {
        signers_line(who, public_key, line);
        done = append(data_dir, &content, line);
    }
    int error = errno;
    signers_free(&signers);
    text_free(&content);
    errno = error;
    return done;
}
