/* The config as the tree ships it, and others that are good. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "with_files.h"

static void load_sample(struct config *config)
{
    struct faults faults = {0};
    bool good = config_load(config, "config/bonluon.ini", ".", &faults);
    assert_string_equal(faults.count == 0 ? "" : faults.lines.data, "");
    assert_true(good);
    faults_free(&faults);
}

static void sample_office(void **state)
{
    (void)state;
    struct config config;
    load_sample(&config);
    assert_string_equal(config.office_name[0], "UBND xã Vân Trường");
    assert_string_equal(config.office_name[1],
                        "Vân Trường Commune People's Committee");
    assert_string_equal(config.unit_code, "VANTRUONG");
    assert_string_equal(config.device_id, "QUAY-1");
    assert_int_equal(config.width_mm, 344);
    assert_int_equal(config.width_px, 1920);
    assert_int_equal(config.height_px, 1080);
    assert_int_equal(config.separator, ',');
    assert_int_equal(config.target_count, 0);
    assert_string_equal(config.upload_command, "");
    assert_string_equal(config.pledge[0],
                        "Cam\u00a0kết của chúng\u00a0tôi: luôn "
                        "mỉm\u00a0cười, nhẹ\u00a0nhàng, "
                        "lắng\u00a0nghe, giúp\u00a0đỡ.");
    assert_string_equal(
        config.pledge[1],
        "Our promise: we smile, we are gentle, we listen, we help.");
    assert_int_equal(strlen(config.digest), 64);
    assert_int_equal(config.timing.settle_ms, 500);
    assert_int_equal(config.timing.saving_ms, 1000);
    assert_int_equal(config.staff_idle_ms, 60000);
    assert_int_equal(config.utc_offset_min, 420);
    int32_t monday;
    assert_true(clock_parse_date("2026-10-19", &monday));
    assert_true(hours_open(&config.hours, monday, 450));
    assert_false(hours_open(&config.hours, monday, 690));
    assert_int_equal(hours_closing(&config.hours, monday), 1020);
    assert_int_equal(hours_closing(&config.hours, monday + 6), HOURS_NEVER);
    config_free(&config);
}

static void sample_form(void **state)
{
    (void)state;
    static const char *const ids[] = {"mim-cuoi", "nhe-nhang", "lang-nghe",
                                      "giup-do"};
    struct config config;
    load_sample(&config);
    const struct form *form = &config.forms[0];
    assert_string_equal(config.form_paths[0], "config/forms/4-luon.ini");
    assert_string_equal(form->id, "4-luon");
    assert_int_equal(form->version, 3);
    assert_int_equal(form->levels, 5);
    assert_int_equal(form->language_count, 2);
    assert_int_equal(form->question_count, 4);
    for (int i = 0; i < 4; i++) {
        assert_string_equal(form->questions[i].id, ids[i]);
        assert_in_range(form->questions[i].reason_count, 4, 6);
    }
    assert_string_equal(form->title[0], "Bốn luôn");
    assert_string_equal(form->level_text[0][0], "Rất không hài\u00a0lòng");
    assert_string_equal(form->level_text[4][0], "Rất hài\u00a0lòng");
    assert_string_equal(
        form->questions[0].text[0],
        "Ông/bà có hài\u00a0lòng về nụ\u00a0cười của cán\u00a0bộ không?");
    assert_string_equal(form->questions[3].theme[1], "Always help");
    assert_string_equal(form->questions[1].reasons[0].id, "noi-to");
    assert_string_equal(form->questions[1].reasons[0].text[0], "Nói hơi to");
    config_free(&config);
}

static void sample_words(void **state)
{
    (void)state;
    struct config config;
    load_sample(&config);
    assert_int_equal(config.language_count, 2);
    assert_string_equal(config.words[0].code, "vi");
    assert_string_equal(config.words[0].name, "Tiếng Việt");
    assert_string_equal(config.words[1].name, "English");
    assert_string_equal(config.words[0].text[WORD_PROGRESS], "Câu %1/%2");
    for (int i = 0; i < WORD_COUNT; i++) {
        assert_non_null(config.words[0].text[i]);
        assert_non_null(config.words[1].text[i]);
    }
    config_free(&config);
}

static void sample_lines(void **state)
{
    (void)state;
    struct config config;
    load_sample(&config);
    assert_int_equal(config_line(&config, "config/bonluon.ini", "office", NULL),
                     9);
    assert_int_equal(
        config_line(&config, "config/bonluon.ini", "office", "name[en]"), 13);
    assert_int_equal(config_line(&config, config.form_paths[0],
                                 "question:mim-cuoi", "text[vi]"),
                     43);
    assert_int_equal(
        config_line(&config, "./assets/lang/en.ini", "words", "back"), 9);
    assert_int_equal(config_line(&config, "else.ini", "office", NULL), 0);
    assert_int_equal(
        config_line(&config, "config/bonluon.ini", "office", "else"), 0);
    config_free(&config);
    assert_int_equal(config_line(&config, "else.ini", "office", NULL), 0);
    config_free(&config);
    config_free(NULL);
}

/* The texts of the screens, where whoever installs the terminal wrote them. */
static void sample_origins(void **state)
{
    (void)state;
    static const struct {
        const char *shown, *file;
        int language, line;
    } texts[] = {
        {"How happy are you\nwith our staff's smile?", "4-luon.ini", 1, 44},
        {"Chưa được chào\u00a0hỏi", "4-luon.ini", 0, 45},
        {"Neutral", "4-luon.ini", 1, 29},
        {"UBND xã\nVân Trường", "config/bonluon.ini", 0, 12},
        {"Our promise: we smile, we are gentle, we listen, we help.",
         "config/bonluon.ini", 1, 25},
        {"Skip", "./assets/lang/en.ini", 1, 10},
        {"English", "./assets/lang/en.ini", 1, 6},
        {"Đóng", "./assets/lang/vi.ini", 1, 38}, /* as one that lacks it */
        {"Spoke rather loudly", NULL, 1, 0},     /* of another question */
        {"Neutral.", NULL, 1, 0},
    };
    struct config config;
    load_sample(&config);
    const struct asked asked = {.form = config_form(&config, 0), .question = 0};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const struct config_text text = {texts[i].shown, &asked,
                                         texts[i].language};
        const char *file;
        assert_int_equal(config_origin(&config, &text, &file), texts[i].line);
        if (texts[i].line > 0) {
            assert_non_null(strstr(file, texts[i].file));
        }
    }
    config_free(&config);
}

static void write_ini(const struct config_files *files, const char *bytes)
{
    config_files_write(files, "bonluon.ini", bytes, strlen(bytes));
}

/* Of the keys that a config of the first release does not have. */
static void check_new_defaults(const struct config *config)
{
    assert_string_equal(config->logo_path, "");
    assert_false(config->low_reach);
    assert_false(config->reduced_motion);
    assert_int_equal(config->form_count, 1);
    assert_int_equal(config->plan_count, 1);
    assert_int_equal(config->plan[0].from_day, INT32_MIN);
    assert_int_equal(config->rotating, -1);
    assert_false(config->reasons);
    assert_int_equal(config->forms[0].levels, 5);
    assert_false(config->voice);
    assert_int_equal(config->voice_quiet.count, 0);
    assert_int_equal(config->timing.dim_ms, 120000);
    assert_int_equal(config->shift_ms, 300000);
    assert_int_equal(config->transition_ms, 200);
    assert_false(config->witness);
    assert_string_equal(config->log_folder, "");
}

static void defaults(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    write_ini(files, "[office]\nname[vi]=A\nname[en]=B\nunit_code=C\n"
                     "device_id=D\n[screen]\nwidth_mm=344\n");
    config_files_load_good(files, &config);
    assert_int_equal(config.width_px, 1920);
    assert_int_equal(config.utc_offset_min, 420);
    assert_true(hours_open(&config.hours, 0, 0));
    assert_true(hours_open(&config.hours, 5, 1439));
    assert_int_equal(config.timing.advance_ms, 500);
    assert_int_equal(config.timing.thanks_ms, 4000);
    assert_int_equal(config.timing.idle_ms, 30000);
    assert_int_equal(config.timing.still_there_ms, 20000);
    assert_int_equal(config.cooldown_ms, 5000);
    assert_int_equal(config.staff_hold_ms, 3000);
    assert_int_equal(config.language_count, 2);
    assert_string_equal(config.forms[0].id, "4-luon");
    assert_null(config.pledge[0]);
    assert_null(config.pledge[1]);
    check_new_defaults(&config);
    config_free(&config);
}

/* The sample writes out what is so without the keys too. */
static void sample_is_default(void **state)
{
    (void)state;
    struct config config;
    load_sample(&config);
    check_new_defaults(&config);
    config_free(&config);
}

static void every_value(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    write_ini(files,
              "[office]\nname[en]=B\nname[vi]=A\nunit_code=C\ndevice_id=D\n"
              "[screen]\nwidth_mm=190\nsize=800x1280\n"
              "[hours]\nutc_offset=-03:30\nmonday= 00:00-12:00  12:00-24:00\n"
              "closed=2027-01-01; 2027-04-30;\n"
              "[languages]\noffered=en\n"
              "[survey]\nform=4-luon\n"
              "[timing]\nsettle_ms=0\nadvance_ms=0\ncooldown_ms=0\n"
              "idle_ms=500\nthanks_ms=100\nstill_there_ms=500\n"
              "[export]\nseparator=tab\nupload_command=/bin/sh\n"
              "targets= /srv/a b// ;/media/USB của Lê;\n");
    config_files_load_good(files, &config);
    assert_int_equal(config.width_px, 800);
    assert_int_equal(config.height_px, 1280);
    assert_int_equal(config.utc_offset_min, -210);
    assert_int_equal(config.hours.weekdays[0].count, 2);
    assert_int_equal(hours_closing(&config.hours, 4), 1440);
    assert_int_equal(config.hours.date_count, 2);
    assert_int_equal(config.language_count, 1);
    assert_int_equal(config.forms[0].language_count, 1);
    assert_string_equal(config.office_name[0], "B");
    assert_string_equal(config.words[0].code, "en");
    assert_int_equal(config.timing.settle_ms, 0);
    assert_int_equal(config.timing.idle_ms, 500);
    assert_int_equal(config.separator, '\t');
    assert_string_equal(config.upload_command, "/bin/sh");
    assert_int_equal(config.target_count, 2);
    assert_string_equal(config.targets[0], "/srv/a b");
    assert_string_equal(config.targets[1], "/media/USB của Lê");
    config_free(&config);
}

static void every_new_value(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    char voice[FILES_PATH_SIZE];
    config_files_path(files, "recordings", voice);
    assert_true(files_make_folder(voice));
    write_ini(files,
              "[office]\nname[vi]=A\nname[en]=B\nunit_code=C\ndevice_id=D\n"
              "pledge[en]=P\npledge[vi]=Q\n"
              "[screen]\nwidth_mm=344\nlow_reach=yes\nreduced_motion=no\n"
              "[survey]\nreasons=yes\n"
              "[voice]\non=yes\nfolder=recordings\n"
              "quiet=00:00-07:00 20:00-24:00\n"
              "[timing]\ndim_ms=500\nshift_ms=0\ntransition_ms=250\n"
              "[trust]\nwitness=yes\nlog=/srv/báo cáo\n");
    config_files_load_good(files, &config);
    assert_string_equal(config.pledge[0], "Q");
    assert_string_equal(config.pledge[1], "P");
    assert_true(config.low_reach);
    assert_false(config.reduced_motion);
    assert_true(config.reasons);
    assert_true(config.voice);
    assert_string_equal(config.voice_folder, voice);
    assert_int_equal(config.voice_quiet.count, 2);
    assert_int_equal(config.voice_quiet.spans[1].from_minute, 1200);
    assert_int_equal(config.voice_quiet.spans[1].to_minute, 1440);
    assert_int_equal(config.timing.dim_ms, 500);
    assert_int_equal(config.shift_ms, 0);
    assert_int_equal(config.transition_ms, 250);
    assert_true(config.witness);
    assert_string_equal(config.log_folder, "/srv/báo cáo");
    config_free(&config);
}

/* What is said by other words: each change, and what becomes of it. */
static void other_words(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    config_files_change(files->ini, "reduced_motion=no", "reduced_motion=yes");
    config_files_change(files->ini, "folder=voice", "folder=/srv/voice");
    config_files_change(files->ini,
                        "Cam\u00a0kết của chúng\u00a0tôi: luôn "
                        "mỉm\u00a0cười, nhẹ\u00a0nhàng, "
                        "lắng\u00a0nghe, giúp\u00a0đỡ.",
                        "");
    config_files_change(files->ini,
                        "Our promise: we smile, we are gentle, we "
                        "listen, we help.",
                        "");
    config_files_load_good(files, &config);
    assert_int_equal(config.transition_ms, 0);
    assert_string_equal(config.voice_folder, "/srv/voice");
    assert_null(config.pledge[0]);
    assert_null(config.pledge[1]);
    config_free(&config);
}

/* A pledge in a language that is not offered may stay, and is none. */
static void pledge_of_another_language(void **state)
{
    const struct config_files *files = *state;
    struct config config;
    config_files_change(files->ini, "offered=vi;en", "offered=vi");
    config_files_change(files->ini, "pledge[vi]=", "#");
    config_files_load_good(files, &config);
    assert_int_equal(config.language_count, 1);
    assert_null(config.pledge[0]);
    config_free(&config);
}

/* The program's own forms are found when there are none beside the config. */
static void form_of_the_share(void **state)
{
    const struct config_files *files = *state;
    char folder[FILES_PATH_SIZE];
    char path[FILES_PATH_SIZE];
    assert_true(files_join(folder, files->folder, "config/forms"));
    assert_true(files_make_folder(folder));
    assert_true(files_join(path, folder, "4-luon.ini"));
    assert_int_equal(rename(files->form, path), 0);
    struct config config;
    config_files_load_good(files, &config);
    assert_string_equal(config.form_paths[0], path);
    config_free(&config);
}

static void three_levels(void **state)
{
    const struct config_files *files = *state;
    config_files_change(files->form, "count=5", "count=3");
    config_files_change(files->form,
                        "4[vi]=Hài\u00a0lòng\n4[en]=Happy\n"
                        "5[vi]=Rất hài\u00a0lòng\n5[en]=Very happy\n",
                        "");
    struct config config;
    config_files_load_good(files, &config);
    assert_int_equal(config.forms[0].levels, 3);
    config_free(&config);
}

#define WITH_FILES(f)                                                          \
    cmocka_unit_test_setup_teardown(f, config_files_set_up,                    \
                                    config_files_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample_office),
        cmocka_unit_test(sample_form),
        cmocka_unit_test(sample_words),
        cmocka_unit_test(sample_lines),
        cmocka_unit_test(sample_origins),
        cmocka_unit_test(sample_is_default),
        WITH_FILES(defaults),
        WITH_FILES(every_value),
        WITH_FILES(every_new_value),
        WITH_FILES(other_words),
        WITH_FILES(pledge_of_another_language),
        WITH_FILES(form_of_the_share),
        WITH_FILES(three_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
