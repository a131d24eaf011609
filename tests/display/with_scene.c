#include "with_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

struct fonts *with_fonts(void)
{
    struct fonts *fonts = fonts_open("fonts");
    assert_non_null(fonts);
    return fonts;
}

struct item *with_item(struct scene *scene, struct item item, const char *text)
{
    const char *words = text == NULL ? "" : text;
    size_t size = strlen(words) + 1;
    assert_true(scene->count < SCENE_ITEMS_MAX);
    assert_true((size_t)scene->texts_length + size <= SCENE_TEXT_MAX);
    item.text = scene->texts_length;
    memcpy(scene->texts + scene->texts_length, words, size);
    scene->texts_length += (int)size;
    scene->items[scene->count] = item;
    return &scene->items[scene->count++];
}

static void with_blank(struct scene *scene, int width, int height)
{
    *scene = (struct scene){.width = width, .height = height, .misfit = -1};
}

/* The size of the type and of margins: a thirtieth of the smaller side. */
static int em_of(const struct scene *scene)
{
    int side = scene->width < scene->height ? scene->width : scene->height;
    return side / 28;
}

static void with_face(struct scene *scene, int face)
{
    static const char *const labels[] = {"Rất không\nhài lòng",
                                         "Không\nhài lòng", "Bình thường",
                                         "Hài lòng", "Rất\nhài lòng"};
    int em = em_of(scene);
    int gap = em / 2;
    int w = (scene->width - 2 * em - 4 * gap) / 5;
    int art = w - 2 * em;
    struct box box = {em + (face - 1) * (w + gap), scene->height * 36 / 100, w,
                      art + 6 * em};
    struct item item = {
        .box = box,
        .look = LOOK_FACE,
        .action = {ACTION_ANSWER, face},
        .art = {box.x + (w - art) / 2, box.y + em, art, art},
        .words = {box.x, box.y + art + 2 * em, w, 3 * em},
        .type = {em, WEIGHT_SEMIBOLD, ALIGN_CENTER},
        .face = face,
    };
    with_item(scene, item, labels[face - 1]);
}

static void with_key(struct scene *scene, struct item item, const char *text)
{
    int em = em_of(scene);
    item.look = item.look == LOOK_PRIMARY ? LOOK_PRIMARY : LOOK_BUTTON;
    item.type = (struct type){em, WEIGHT_SEMIBOLD, ALIGN_CENTER};
    item.words = item.box;
    if (item.sign != SIGN_NONE) {
        int art = em * 5 / 4;
        item.art = (struct box){item.box.x + em,
                                item.box.y + (item.box.h - art) / 2, art, art};
        item.words.x += em + art;
        item.words.w -= em + art;
    }
    with_item(scene, item, text);
}

static void with_words(struct scene *scene, struct item item, const char *text)
{
    item.words = item.box;
    with_item(scene, item, text);
}

void with_question(struct scene *scene, int width, int height)
{
    with_blank(scene, width, height);
    int em = em_of(scene);
    for (int face = 1; face <= 5; face++) {
        with_face(scene, face);
    }
    with_words(scene,
               (struct item){.look = LOOK_QUIET,
                             .box = {2 * em, em, width / 2, 2 * em},
                             .type = {em, WEIGHT_REGULAR, ALIGN_LEFT}},
               "UBND xã Vân Trường");
    with_words(
        scene,
        (struct item){.look = LOOK_TITLE,
                      .box = {em, height * 20 / 100, width - 2 * em, em * 5},
                      .type = {em * 8 / 5, WEIGHT_SEMIBOLD, ALIGN_CENTER}},
        "Cán bộ có luôn mỉm cười\nvới ông/bà không?");
    with_item(scene,
              (struct item){
                  .look = LOOK_DOTS,
                  .box = {width / 2 - 4 * em, height * 14 / 100, 8 * em, em},
                  .art = {width / 2 - 4 * em, height * 14 / 100, 8 * em, em},
                  .count = 4,
                  .current = 1},
              NULL);
    int row = height - 4 * em;
    with_key(scene,
             (struct item){.box = {2 * em, row, 8 * em, 3 * em},
                           .sign = SIGN_BACK,
                           .action = {ACTION_BACK, 0}},
             "Quay lại");
    with_key(scene,
             (struct item){.box = {width - 10 * em, row, 8 * em, 3 * em},
                           .action = {ACTION_SKIP, 0}},
             "Bỏ qua");
    with_key(scene,
             (struct item){.box = {width - 10 * em, em, 8 * em, 3 * em},
                           .sign = SIGN_GLOBE,
                           .action = {ACTION_LANGUAGE, 0}},
             "English");
}

static void with_sign(struct scene *scene, enum look look, const char *title,
                      const char *more)
{
    int em = em_of(scene);
    int art = scene->height * 2 / 5 < scene->width * 3 / 5
                  ? scene->height * 2 / 5
                  : scene->width * 3 / 5;
    struct box box = {(scene->width - art) / 2, scene->height * 12 / 100, art,
                      art};
    with_item(scene, (struct item){.look = look, .box = box, .art = box}, NULL);
    int y = box.y + art + 2 * em;
    with_words(scene,
               (struct item){.look = LOOK_TITLE,
                             .box = {em, y, scene->width - 2 * em, 4 * em},
                             .type = {2 * em, WEIGHT_BOLD, ALIGN_CENTER}},
               title);
    with_words(
        scene,
        (struct item){.look = LOOK_TEXT,
                      .box = {em, y + 4 * em, scene->width - 2 * em, 2 * em},
                      .type = {em, WEIGHT_REGULAR, ALIGN_CENTER}},
        more);
}

void with_thanks(struct scene *scene, int width, int height)
{
    with_blank(scene, width, height);
    with_sign(scene, LOOK_HEART, "Xin cảm ơn ông/bà!",
              "Ý kiến của ông/bà đã được ghi lại.");
}

void with_notice(struct scene *scene, int width, int height)
{
    with_blank(scene, width, height);
    int em = em_of(scene);
    with_sign(scene, LOOK_NOTICE, "Máy tạm ngừng phục vụ",
              "Xin ông/bà báo cho cán bộ tại quầy.");
    with_key(scene,
             (struct item){
                 .look = LOOK_PRIMARY,
                 .box = {width / 2 - 6 * em, height - 5 * em, 12 * em, 4 * em},
                 .sign = SIGN_FORWARD,
                 .action = {ACTION_CONTINUE, 0}},
             "Tiếp tục");
}
