#include "view/asking.h"

static const char *label_of(const struct layout *layout, int level)
{
    const struct asked *asked =
        &layout->params->sheet->asked[layout->flow->question];
    return asked->form->level_text[level - 1][layout->language];
}

/* Room for a face to breathe, on each side of it. */
static int halo(const struct layout *layout, int face)
{
    return layout->thrift == THRIFT_NONE ? face * 8 / 100 + 1 : face / 50 + 1;
}

static void plan_columns(const struct layout *layout, struct faces *faces,
                         int width)
{
    int least = layout_px(layout, VIEW_FACE_MM);
    int share = layout->thrift == THRIFT_NONE ? width / 60 : 0;
    faces->gap = px_most(share, layout_px(layout, VIEW_GAP_MM));
    for (faces->rows = 1; faces->rows <= 2; faces->rows++) {
        faces->columns = (faces->levels + faces->rows - 1) / faces->rows;
        faces->cell_w =
            (width - (faces->columns - 1) * faces->gap) / faces->columns;
        if (faces->cell_w >= least) {
            break;
        }
    }
    faces->rows = px_least(faces->rows, 2);
}

/* How the labels would be set in a column. */
struct labels {
    struct fit fit; /* all alike: that of the longest */
    int lines;      /* the most that one takes */
    bool fit_all;
};

static struct labels try_labels(const struct layout *layout, int levels,
                                int width, struct fit fit)
{
    struct box room = {0, 0, width, layout->params->height_px};
    struct labels labels = {fit, 1, true};
    for (int pass = 0; pass < 2; pass++) {
        labels.lines = 1;
        for (int level = 1; level <= levels; level++) {
            int lines =
                layout_try(layout, room, label_of(layout, level), &labels.fit);
            labels.lines = px_most(lines, labels.lines);
            labels.fit_all = labels.fit_all && lines > 0;
        }
    }
    return labels;
}

static void plan_labels(const struct layout *layout, struct faces *faces)
{
    int most = layout_upright(layout) ? 3 : 2;
    struct fit fit = layout_fit(layout, STYLE_LABEL, most, ALIGN_CENTER);
    struct labels labels =
        try_labels(layout, faces->levels, faces->cell_w, fit);
    faces->label = labels.fit;
    faces->label.least_px = faces->label.em_px;
    faces->label_h = layout_lines_height(faces->label.em_px, labels.lines);
}

struct faces faces_plan(const struct layout *layout, int width)
{
    struct faces faces = {
        .levels = sheet_levels(layout->params->sheet, layout->flow->question),
        .face = layout_px(layout, VIEW_FACE_MM)};
    plan_columns(layout, &faces, width);
    plan_labels(layout, &faces);
    return faces;
}

/* Few faces don't drift apart: columns no wider than their face wants, if the
   labels are content with that. */
static void gather(const struct layout *layout, struct faces *faces)
{
    int width = faces->face * 13 / 10;
    int lines = faces->label_h / layout_lines_height(faces->label.em_px, 1);
    struct labels labels =
        try_labels(layout, faces->levels, width, faces->label);
    if (width < faces->cell_w && labels.fit_all && labels.lines == lines) {
        faces->cell_w = width;
    }
}

void faces_grow(const struct layout *layout, struct faces *faces,
                struct box room)
{
    const struct view_params *params = layout->params;
    int shorter = px_least(params->width_px, params->height_px);
    int text = faces->rows * faces->label_h + (faces->rows - 1) * faces->gap;
    int around = layout->thrift == THRIFT_NONE ? 118 : 106;
    int by_height = (room.h - text) / faces->rows * 100 / around;
    int by_width = faces->cell_w * 100 / around;
    int face = px_least(shorter * 38 / 100, px_least(by_height, by_width));
    faces->face = px_most(face, faces->face);
    gather(layout, faces);
}

static int row_height(const struct layout *layout, const struct faces *faces)
{
    return faces->face + 2 * halo(layout, faces->face) + faces->label_h;
}

int faces_height(const struct layout *layout, const struct faces *faces)
{
    return faces->rows * row_height(layout, faces) +
           (faces->rows - 1) * faces->gap;
}

static void add_face(struct layout *layout, const struct faces *faces,
                     int level, struct box cell)
{
    struct item *item = layout_add(layout, LOOK_FACE, cell);
    item->action = (struct action){ACTION_ANSWER, level};
    item->face = form_face(faces->levels, level);
    item->art = (struct box){cell.x + (cell.w - faces->face) / 2,
                             cell.y + halo(layout, faces->face), faces->face,
                             faces->face};
    item->words.y = cell.y + cell.h - faces->label_h;
    item->words.h = faces->label_h;
    int lines =
        layout_text(layout, item, label_of(layout, level), faces->label);
    /* Short labels stand level with the first line of the long ones. */
    item->words.h = layout_lines_height(faces->label.em_px, lines);
}

void faces_add(struct layout *layout, const struct faces *faces,
               struct box room)
{
    int h = row_height(layout, faces);
    for (int i = 0; i < faces->levels; i++) {
        int row = i / faces->columns;
        int column = i % faces->columns;
        int here =
            px_least(faces->levels - row * faces->columns, faces->columns);
        int width = here * faces->cell_w + (here - 1) * faces->gap;
        struct box cell = {room.x + (room.w - width) / 2 +
                               column * (faces->cell_w + faces->gap),
                           room.y + row * (h + faces->gap), faces->cell_w, h};
        add_face(layout, faces, i + 1, cell);
    }
}
