/* bonluon.ini, in a folder with a form and the languages of the program: with
   no fault it says what a terminal can run by. */
#include <assert.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "config/config.h"
#include "fuzz/with_input.h"

enum { FILE_MOST = 1 << 20 };

static void copy(const char *from, const char *to)
{
    struct text bytes = {0};
    assert(files_read(from, FILE_MOST, &bytes));
    input_file(to, bytes.data, bytes.length);
    text_free(&bytes);
}

static void make_share(void)
{
    assert(files_make_folder(input_path("assets/lang")));
    assert(files_make_folder(input_path("config/forms")));
    copy("assets/lang/vi.ini", "assets/lang/vi.ini");
    copy("config/forms/4-luon.ini", "config/forms/4-luon.ini");
}

static void look_at(const struct config *config)
{
    assert(who_is_code(config->unit_code) && who_is_code(config->device_id));
    assert(config->width_mm >= 80 && config->width_mm <= 1250);
    assert(config->language_count > 0 && config->form_count > 0);
    assert(config->plan_count > 0 && config_form(config, 20780) != NULL);
    assert(config->separator == ',' || config->separator == ';' ||
           config->separator == '\t');
    for (int i = 0; i < config->target_count; i++) {
        assert(config->targets[i][0] == '/');
    }
    for (int i = 0; i < config->language_count; i++) {
        assert(config->office_name[i] != NULL);
    }
    assert(strlen(config->digest) == 64);
}

int fuzz_one(const uint8_t *data, size_t size)
{
    static struct config config;
    static bool made;
    struct faults faults = {0};
    if (!made) {
        make_share();
        made = true;
    }
    input_file("bonluon.ini", data, size);
    bool good = config_load(&config, input_path("bonluon.ini"), input_folder(),
                            &faults);
    assert(good == (faults.count == 0));
    if (good) {
        look_at(&config);
    }
    config_free(&config);
    faults_free(&faults);
    return 0;
}
