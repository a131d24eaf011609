#include "config/setup_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const char head[] =
    "# Ghi trên màn hình khi lắp máy; máy tự sửa tệp này. Giá trị ghi trong\n"
    "# bonluon.ini được dùng trước.\n"
    "# Entered on the glass when the terminal was put up, and written by it.\n"
    "# What bonluon.ini says counts before this.\n";

bool setup_file_find(const char *data_dir, char out[FILES_PATH_SIZE])
{
    return files_join(out, data_dir, SETUP_FILE_NAME) && files_exists(out);
}

static bool may_be_entered(const char *section, const char *key)
{
    static const char name[] = "name[";
    if (strcmp(section, "office") == 0) {
        return strcmp(key, "unit_code") == 0 || strcmp(key, "device_id") == 0 ||
               strncmp(key, name, sizeof name - 1) == 0;
    }
    return strcmp(section, "screen") == 0 && strcmp(key, "width_mm") == 0;
}

static bool is_given(struct keyfile *file, const char *section, const char *key)
{
    const char *value = keyfile_get(file, section, key);
    return value != NULL && value[0] != '\0';
}

bool setup_file_counts(struct keyfile *ini, struct keyfile *entered,
                       const char *section, const char *key)
{
    if (entered == NULL || key == NULL || !may_be_entered(section, key) ||
        !is_given(entered, section, key)) {
        return false;
    }
    return !is_given(ini, section, key) && !keyfile_spoilt(ini, section, key);
}

void setup_file_read(struct keyfile *entered, struct config *config)
{
    config->set_up_begun = is_given(entered, "set-up", "begun");
    config->set_up_done = is_given(entered, "set-up", "done");
}

/* A file that is being made anew. */
struct draft {
    struct keyfile *before; /* NULL: there was none */
    const struct setup_value *values;
    int count;
    struct text out;
};

/* As a key file is read: blanks at the beginning would be lost. */
static void put_line(struct text *out, const char *key, const char *value)
{
    text_append_format(out, "%s=", key);
    if (*value == ' ') {
        text_append_string(out, "\\s");
        value++;
    }
    for (; *value != '\0'; value++) {
        text_append(out, *value == '\\' ? "\\\\" : value,
                    *value == '\\' ? 2 : 1);
    }
    text_append(out, "\n", 1);
}

static const char *new_value(const struct draft *draft, const char *section,
                             const char *key)
{
    for (int i = 0; i < draft->count; i++) {
        const struct setup_value *value = &draft->values[i];
        if (strcmp(value->section, section) == 0 &&
            strcmp(value->key, key) == 0) {
            return value->value;
        }
    }
    return NULL;
}

static bool was_there(const struct draft *draft, const char *section,
                      const char *key)
{
    return draft->before != NULL &&
           keyfile_line(draft->before, section, key) > 0;
}

static void put_section(struct draft *draft, const char *section)
{
    const char *key;
    text_append_format(&draft->out, "\n[%s]\n", section);
    for (int i = 0; draft->before != NULL &&
                    (key = keyfile_key_at(draft->before, section, i)) != NULL;
         i++) {
        const char *value = new_value(draft, section, key);
        put_line(&draft->out, key,
                 value != NULL ? value
                               : keyfile_get(draft->before, section, key));
    }
    for (int i = 0; i < draft->count; i++) {
        const struct setup_value *value = &draft->values[i];
        if (strcmp(value->section, section) == 0 &&
            !was_there(draft, section, value->key)) {
            put_line(&draft->out, value->key, value->value);
        }
    }
}

static bool is_first_of_section(const struct draft *draft, int index)
{
    for (int i = 0; i < index; i++) {
        if (strcmp(draft->values[i].section, draft->values[index].section) ==
            0) {
            return false;
        }
    }
    return true;
}

static void put_all(struct draft *draft)
{
    const char *section;
    text_append_string(&draft->out, head);
    for (int i = 0; draft->before != NULL &&
                    (section = keyfile_section_at(draft->before, i)) != NULL;
         i++) {
        put_section(draft, section);
    }
    for (int i = 0; i < draft->count; i++) {
        if (!was_there(draft, draft->values[i].section, NULL) &&
            is_first_of_section(draft, i)) {
            put_section(draft, draft->values[i].section);
        }
    }
}

static bool write_file(const char *data_dir, const struct text *text)
{
    struct files_new file;
    if (!files_begin_private(&file, data_dir, SETUP_FILE_NAME)) {
        return false;
    }
    if (fchmod(file.fd, S_IRUSR | S_IWUSR | S_IRGRP) != 0) {
        files_drop(&file);
        return false;
    }
    files_write(&file, text->data, text->length);
    return files_finish(&file);
}

bool setup_file_put(const char *data_dir, const struct setup_value *values,
                    int count)
{
    struct draft draft = {.values = values, .count = count};
    struct faults faults = {0};
    char path[FILES_PATH_SIZE];
    bool there = setup_file_find(data_dir, path);
    if (there) {
        draft.before = keyfile_open(path, &faults);
    }
    bool sound = faults.count == 0;
    faults_free(&faults);
    errno = sound ? ENOMEM : EILSEQ;
    if (sound) {
        put_all(&draft);
    }
    bool done = sound && !draft.out.failed && write_file(data_dir, &draft.out);
    int error = errno;
    text_free(&draft.out);
    keyfile_close(draft.before);
    errno = error;
    return done;
}
