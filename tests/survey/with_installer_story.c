#include "with_installer_story.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

const struct installer_key installer_story_key = {
    "bonluon-first-key 1 A/B 0123 4567", "A/B ssh-ed25519 AAAA", "SHA256:xyz"};

struct installer installer_story_start(unsigned asked, bool begun,
                                       unsigned kept)
{
    struct installer installer = {
        .asked = asked, .language_count = 2, .width_mm = 344};
    installer_begin(&installer, begun, kept, 1000);
    return installer;
}

struct installer_wants installer_story_step(struct installer *installer,
                                            int what, int value, int64_t now_ms,
                                            int64_t minute)
{
    struct installer_event event = {.minute = minute,
                                    .key = &installer_story_key};
    struct installer_wants wants;
    event.kind = what == DID || what == COULD_NOT ? INSTALLER_DID
                 : what == WAITED                 ? INSTALLER_WAITED
                 : what == TOUCHED                ? INSTALLER_TOUCHED
                                                  : INSTALLER_ACTED;
    event.done = what == DID;
    if (event.kind == INSTALLER_ACTED) {
        event.action = (struct action){(enum action_kind)what, value};
    }
    installer_step(installer, &event, now_ms, &wants);
    return wants;
}

static void spell(const struct installer *installer,
                  const struct installer_wants *wants, char out[4])
{
    out[0] = "WUDLPTERF"[installer->page];
    out[1] = "aedlgfwsnSuM"[installer->notice];
    out[2] = "-UDLPCKFXV"[wants->want];
    out[3] = '\0';
}

struct installer_wants installer_story_play(struct installer *installer,
                                            const struct page_beat *beats,
                                            size_t count)
{
    struct installer_wants wants = {INSTALLER_NOTHING, "", 0};
    for (size_t i = 0; i < count; i++) {
        char found[32];
        char expected[32];
        char letters[4];
        wants = installer_story_step(installer, beats[i].what, beats[i].value,
                                     2000, NOW);
        spell(installer, &wants, letters);
        snprintf(found, sizeof found, "beat %zu: %s", i, letters);
        snprintf(expected, sizeof expected, "beat %zu: %s", i, beats[i].then);
        assert_string_equal(found, expected);
    }
    return wants;
}

void installer_story_type(struct installer *installer, enum action_kind kind,
                          const char *text)
{
    for (; *text != '\0'; text++) {
        installer_story_step(installer, (int)kind,
                             kind == ACTION_DIGIT ? *text - '0' : (int)*text,
                             2000, NOW);
    }
}
