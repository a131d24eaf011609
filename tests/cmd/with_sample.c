#include "with_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"

/* Sets a key that stands in the text, with whatever value. */
static void set(struct text *text, const char *key, const char *value)
{
    char begins[32];
    struct text changed = {0};
    assert_true(text_format(begins, sizeof begins, "\n%s=", key));
    const char *at = strstr(text->data, begins);
    assert_non_null(at);
    const char *rest = strchr(at + 1, '\n');
    text_append_format(&changed, "%.*s%s%s%s", (int)(at - text->data),
                       text->data, begins, value, rest);
    assert_false(changed.failed);
    text_free(text);
    *text = changed;
}

void with_sample(struct config *config, const char *form, int levels)
{
    char path[] = "/tmp/bonluon-sample-XXXXXX";
    char number[8];
    struct text text = {0};
    struct faults faults = {0};
    int fd = mkstemp(path);
    assert_true(fd >= 0 && text_format(number, sizeof number, "%d", levels));
    assert_true(files_read("config/bonluon.ini", 1 << 20, &text));
    set(&text, "form", form);
    set(&text, "levels", number);
    assert_int_equal(write(fd, text.data, text.length), text.length);
    close(fd);
    bool loaded = config_load(config, path, ".", &faults);
    unlink(path);
    if (!loaded) {
        fail_msg("%s", faults.lines.data);
    }
    text_free(&text);
    faults_free(&faults);
}

void with_longest(struct installer *installer)
{
    int length;
    memset(installer->unit, 'W', INSTALLER_CODE_MOST);
    memset(installer->device, 'M', INSTALLER_CODE_MOST);
    length = snprintf(installer->key.first, sizeof installer->key.first,
                      "bonluon-first-key 1 %s/%s 4f2ac81b90d7e356 ",
                      installer->unit, installer->device);
    memset(installer->key.first + length, 'd', 64);
    length = snprintf(installer->key.signer, sizeof installer->key.signer,
                      "%s/%s namespaces=\"bonluon\" ssh-ed25519 ",
                      installer->unit, installer->device);
    memset(installer->key.signer + length, 'W', 68);
}
