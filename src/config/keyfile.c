#include "config/keyfile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/speak.h"
#include "config/entry.h"
#include "config/keytree.h"
#include "config/line.h"

struct keyfile {
    char *path;
    char digest[DIGEST_HEX_SIZE];
    struct keytree *root;
};

/* What is between two lines while a file is read. */
struct scan {
    struct keyfile *file;
    struct faults *faults;
    struct keytree *section; /* NULL: none yet, or see `lost` */
    bool lost;               /* under a header that cannot be used */
    int line;
    int names; /* sections and keys so far */
    bool full; /* of more names than a person writes: reads no further */
};

static void scan_fault(const struct scan *scan, const char *message)
{
    faults_add(scan->faults, scan->file->path, scan->line, "%s",
               speak(message));
}

static void no_memory(struct scan *scan)
{
    scan_fault(scan, "no memory to read on; free some, and try again");
    scan->full = true;
}

/* Of what entry.h did not give. */
static void entry_fault(struct scan *scan, const char *wrong)
{
    if (errno == ENOMEM) {
        no_memory(scan);
    } else {
        scan_fault(scan, wrong);
    }
}

/* NULL, after a fault, when there is no room; the reading then ends. */
static struct keytree *add(struct scan *scan, struct keytree *parent,
                           const char *name)
{
    struct keytree *child = NULL;
    if (++scan->names > KEYFILE_NAMES_MAX) {
        faults_add(scan->faults, scan->file->path, scan->line,
                   "more than %d keys; is this the right file?",
                   KEYFILE_NAMES_MAX);
        scan->full = true;
    } else if (strlen(name) > KEYFILE_NAME_MAX) {
        faults_add(scan->faults, scan->file->path, scan->line,
                   "a name of more than %d bytes; write a shorter one",
                   KEYFILE_NAME_MAX);
    } else if ((child = keytree_add(parent, name, scan->line)) == NULL) {
        no_memory(scan);
    }
    return child;
}

/* NULL, after a fault, for a section that was there before: its keys, most
   likely a copy's, would only add faults about each of them. */
static struct keytree *enter_section(struct scan *scan, const char *name)
{
    struct keytree *known = keytree_find(scan->file->root, name);
    if (known == NULL) {
        return add(scan, scan->file->root, name);
    }
    faults_add(scan->faults, scan->file->path, scan->line,
               "section [%s] stands at line %d already; give this one another "
               "name, or put its keys there",
               name, known->line);
    return NULL;
}

static void read_header(struct scan *scan, const char *line)
{
    char *name = entry_header(line);
    if (name == NULL) {
        entry_fault(scan, N_("not a section line; write [name] and nothing "
                             "behind it"));
        name = entry_header_guess(line);
    }
    scan->section = name == NULL ? NULL : enter_section(scan, name);
    scan->lost = scan->section == NULL;
    free(name);
}

/* Adds the key to its section; NULL, after a fault, when it cannot be. */
static struct keytree *enter_key(struct scan *scan, const char *name)
{
    if (scan->section == NULL) {
        if (!scan->lost) {
            scan_fault(scan, "a key before any section; put it below a "
                             "[section] line");
        }
        return NULL;
    }
    struct keytree *known = keytree_find(scan->section, name);
    if (known != NULL) {
        faults_add(scan->faults, scan->file->path, scan->line,
                   "key %s stands at line %d already; remove one of the two",
                   name, known->line);
        return NULL;
    }
    return add(scan, scan->section, name);
}

/* Of a key that stands twice, or nowhere, none is kept. */
static void keep_value(struct keytree *key, char *value)
{
    if (key != NULL) {
        key->value = value;
    } else {
        free(value);
    }
}

static void read_key(struct scan *scan, const char *line)
{
    char *name = entry_key(line);
    if (name == NULL) {
        entry_fault(scan, line_strange(line));
        return;
    }
    struct keytree *key = enter_key(scan, name);
    if (line_is_windows_path(line)) {
        scan_fault(scan, "a path of Windows, which this machine has not; write "
                         "one of this machine, such as /srv/4luon");
    } else {
        char *value = entry_value(line);
        if (value == NULL) {
            entry_fault(scan,
                        N_("a backslash goes before s, n, t, r or another "
                           "backslash; write \\\\ for a backslash itself"));
        }
        keep_value(key, value);
    }
    free(name);
}

/* A line that cannot be used. Its name is kept when it can be read: the key
   is bad then, and not missing too. */
static void read_dirty(struct scan *scan, const char *line, const char *wrong)
{
    scan_fault(scan, wrong);
    if (*line == '[') {
        scan->section = NULL;
        scan->lost = true;
    } else if (*line != '#') {
        size_t head = strcspn(line, "=");
        head += line[head] == '=';
        char *name = line_dirt(line, head) == NULL ? entry_key(line) : NULL;
        if (name != NULL) {
            enter_key(scan, name);
        }
        free(name);
    }
}

static void read_line(struct scan *scan, const char *bytes, size_t length)
{
    /* CRLF, and blanks that nobody sees: GLib would keep them. */
    while (length > 0 && memchr("\r \t", bytes[length - 1], 3) != NULL) {
        length--;
    }
    const char *wrong = line_dirt(bytes, length);
    char *copy = strndup(bytes, length);
    if (copy == NULL) {
        no_memory(scan);
        return;
    }
    const char *line = copy + strspn(copy, " \t");
    if (wrong != NULL) {
        read_dirty(scan, line, wrong);
    } else if (*line == '[') {
        read_header(scan, line);
    } else if (*line != '#' && *line != '\0') {
        read_key(scan, line);
    }
    free(copy);
}

static void read_lines(struct scan *scan, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
    }
    while (bytes < end && !scan->full) {
        size_t left = (size_t)(end - bytes);
        const char *stop = memchr(bytes, '\n', left);
        size_t take = stop == NULL ? left : (size_t)(stop - bytes);
        scan->line++;
        read_line(scan, bytes, take);
        bytes += take + (stop != NULL);
    }
}

struct keyfile *keyfile_parse(const char *path, const struct text *bytes,
                              struct faults *faults)
{
    const char *data = bytes->length == 0 ? "" : bytes->data;
    if (line_is_utf16(data, bytes->length)) {
        faults_add(faults, path, 0,
                   "the file is UTF-16 (Notepad: \"Unicode\"); save it as "
                   "UTF-8");
        return NULL;
    }
    struct keyfile *file = calloc(1, sizeof *file);
    if (file == NULL || (file->path = strdup(path)) == NULL ||
        (file->root = keytree_new("", 0)) == NULL) {
        faults_add(faults, path, 0, "no memory to read it");
        keyfile_close(file);
        return NULL;
    }
    digest_of(data, bytes->length, file->digest);
    struct scan scan = {.file = file, .faults = faults};
    read_lines(&scan, data, bytes->length);
    return file;
}

static const char *remedy(int error)
{
    switch (error) {
    case ENOENT: return speak("put the file there");
    case EACCES: return speak("let the terminal's user read it");
    case EFBIG: return speak("a file of at most 1 MiB is read");
    default: return speak("name a plain file");
    }
}

struct keyfile *keyfile_open(const char *path, struct faults *faults)
{
    struct text bytes = {0};
    struct keyfile *file = NULL;
    if (files_read(path, KEYFILE_SIZE_MAX, &bytes)) {
        file = keyfile_parse(path, &bytes, faults);
    } else {
        int error = errno;
        faults_add(faults, path, 0, "cannot be read: %s; %s", strerror(error),
                   remedy(error));
    }
    text_free(&bytes);
    return file;
}

void keyfile_close(struct keyfile *file)
{
    if (file != NULL) {
        keytree_free(file->root);
        free(file->path);
        free(file);
    }
}

const char *keyfile_path(const struct keyfile *file)
{
    return file->path;
}

const char *keyfile_digest(const struct keyfile *file)
{
    return file->digest;
}

const char *keyfile_get(struct keyfile *file, const char *section,
                        const char *key)
{
    struct keytree *parent = keytree_ask(file->root, section);
    struct keytree *found = parent == NULL ? NULL : keytree_ask(parent, key);
    return found == NULL ? NULL : found->value;
}

bool keyfile_spoilt(const struct keyfile *file, const char *section,
                    const char *key)
{
    const struct keytree *found =
        keytree_find(keytree_find(file->root, section), key);
    return found != NULL && found->line > 0 && found->value == NULL;
}

void keyfile_miss(struct keyfile *file, const char *section, const char *key,
                  const char *fault)
{
    struct keytree *parent = keytree_ask(file->root, section);
    struct keytree *child = parent == NULL ? NULL : keytree_ask(parent, key);
    if (child != NULL && child->missed == NULL) {
        child->missed = strdup(fault);
    }
}

void keyfile_expect(struct keyfile *file, const char *section)
{
    keytree_ask(file->root, section);
}

int keyfile_line(const struct keyfile *file, const char *section,
                 const char *key)
{
    const struct keytree *found = keytree_find(file->root, section);
    if (key != NULL) {
        found = keytree_find(found, key);
    }
    return found == NULL ? 0 : found->line;
}

/* Names that were only asked for stand behind all those of the file. */
static const char *name_at(const struct keytree *parent, int index)
{
    return parent == NULL || index >= parent->count ||
                   parent->children[index]->line == 0
               ? NULL
               : parent->children[index]->name;
}

const char *keyfile_section_at(const struct keyfile *file, int index)
{
    return name_at(file->root, index);
}

const char *keyfile_key_at(const struct keyfile *file, const char *section,
                           int index)
{
    return name_at(keytree_find(file->root, section), index);
}

void keyfile_refuse_unknown(const struct keyfile *file, struct faults *faults)
{
    keytree_refuse_unknown(file->root, file->path, faults);
}
