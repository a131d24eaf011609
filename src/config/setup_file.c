#include "config/setup_file.h"

#include <errno.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>

#include "config/entry.h"

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

/* What is there; false when it has faults, or cannot be read. */
static bool load(GKeyFile *file, const char *path)
{
    static const char mark[] = "\xEF\xBB\xBF";
    struct faults faults = {0};
    struct text bytes = {0};
    struct keyfile *keys = keyfile_open(path, &faults);
    bool sound = keys != NULL && faults.count == 0 &&
                 files_read(path, KEYFILE_SIZE_MAX, &bytes);
    if (sound) {
        const char *begin = bytes.data;
        begin += strncmp(begin, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
        sound = g_key_file_load_from_data(file, begin, strlen(begin),
                                          G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
    }
    keyfile_close(keys);
    faults_free(&faults);
    text_free(&bytes);
    return sound;
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
    char path[FILES_PATH_SIZE];
    struct text out = {0};
    entry_guard();
    GKeyFile *file = g_key_file_new();
    bool sound = !setup_file_find(data_dir, path) || load(file, path);
    for (int i = 0; i < count; i++) {
        g_key_file_set_string(file, values[i].section, values[i].key,
                              values[i].value);
    }
    char *data = g_key_file_to_data(file, NULL, NULL);
    text_append_format(&out, "%s\n%s", head, data);
    errno = sound ? ENOMEM : EILSEQ;
    bool done = sound && !out.failed && write_file(data_dir, &out);
    int error = errno;
    text_free(&out);
    g_free(data);
    g_key_file_free(file);
    errno = error;
    return done;
}
