#include "view/asking.h"
#include "view/cut.h"

enum { LABELS_MAX = SHEET_MAX * FORM_LEVELS_MAX };

static const char *label_of(const struct layout *layout, int place, int level)
{
    const struct form *form = layout->params->sheet->asked[place].form;
    return form->level_text[level - 1][layout->language];
}

/* Those of every form on the sheet; returns how many. */
static int labels_of(const struct layout *layout, const char *out[LABELS_MAX])
{
    const struct sheet *sheet = layout->params->sheet;
    int count = 0;
    for (int i = 0; i < sheet->count; i++) {
        bool known = i > 0 && sheet->asked[i].form == sheet->asked[i - 1].form;
        for (int k = 1; !known && k <= sheet_levels(sheet, i); k++) {
            out[count++] = label_of(layout, i, k);
        }
    }
    return count;
}

static int most_levels(const struct sheet *sheet)
{
    int most = 0;
    for (int i = 0; i < sheet->count; i++) {
        most = px_most(most, sheet_levels(sheet, i));
    }
    return most;
}

/* Room for a face to breathe, on each side of it. */
static int halo(const struct layout *layout, int face)
{
    return layout->thrift == THRIFT_NONE ? face * 4 / 100 + 1 : face / 50 + 1;
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

/* Settles the labels: on one line where that is not too small, so that the
   faces have the height. */
static int set_labels(const struct layout *layout, struct box room,
                      struct faces *faces)
{
    const char *labels[LABELS_MAX];
    int count = labels_of(layout, labels);
    int lines = 0;
    for (int most = 1; most <= 3 && lines == 0; most++) {
        enum align align = faces->listed ? ALIGN_LEFT : ALIGN_CENTER;
        faces->label = layout_fit(layout, STYLE_LABEL, most, align);
        if (faces->listed) {
            faces->label.em_px = px_most(faces->label.em_px, faces->face / 3);
        }
        lines = layout_alike(layout, room, labels, count, &faces->label);
    }
    faces->fits = lines > 0;
    return lines > 0 ? lines : 2;
}

/* The largest face that its halo leaves of so much. */
static int face_in(const struct layout *layout, int px)
{
    int around = layout->thrift == THRIFT_NONE ? 108 : 104;
    return (px - 2) * 100 / around;
}

/* As large as the width and the height allow, and never under the least. */
static void grow(const struct layout *layout, struct faces *faces, int h)
{
    int rows_h = h - (faces->rows - 1) * faces->gap;
    int face = face_in(layout, rows_h / faces->rows - faces->label_h);
    faces->face = px_most(px_least(face, faces->most),
                          layout_px(layout, VIEW_FACE_MM));
}

static struct faces plan_columns(const struct layout *layout, struct box room,
                                 int rows)
{
    struct faces faces = {.levels = most_levels(layout->params->sheet),
                          .rows = rows,
                          .gap = layout_px(layout, VIEW_GAP_MM)};
    faces.columns = (faces.levels + rows - 1) / rows;
    faces.cell_w = (room.w - (faces.columns - 1) * faces.gap) / faces.columns;
    faces.most = face_in(layout, faces.cell_w);
    struct box words = {0, 0, faces.cell_w, layout->params->height_px};
    int lines = set_labels(layout, words, &faces);
    faces.label_h = layout_lines_height(faces.label.em_px, lines);
    grow(layout, &faces, room.h);
    return faces;
}

/* Where the words of a listed face stand: right of it. */
static struct box beside(const struct layout *layout, const struct faces *faces,
                         struct box cell)
{
    int left = 2 * halo(layout, faces->face) + faces->face * 7 / 6;
    cut_left(&cell, left, 0);
    cell.w -= layout->gap;
    return cell;
}

static struct faces plan_list(const struct layout *layout, struct box room)
{
    struct faces faces = {.levels = most_levels(layout->params->sheet),
                          .listed = true,
                          .columns = 1,
                          .cell_w = room.w,
                          .gap = layout_px(layout, VIEW_GAP_MM)};
    faces.rows = faces.levels;
    faces.most = room.w / 5; /* the words want the rest */
    grow(layout, &faces, room.h);
    struct box cell = {0, 0, room.w, row_height(layout, &faces)};
    set_labels(layout, beside(layout, &faces, cell), &faces);
    return faces;
}

static bool goes_in(const struct layout *layout, const struct faces *faces,
                    struct box room)
{
    return faces->fits && faces->face <= faces->most &&
           faces_height(layout, faces) <= room.h;
}

struct faces faces_plan(const struct layout *layout, struct box room)
{
    struct faces list = plan_list(layout, room);
    if (layout_upright(layout) && !layout->low &&
        goes_in(layout, &list, room)) {
        return list;
    }
    struct faces one = plan_columns(layout, room, 1);
    struct faces two = plan_columns(layout, room, 2);
    bool larger = layout_upright(layout) && two.face > one.face;
    bool only = !goes_in(layout, &one, room) && goes_in(layout, &two, room);
    return larger || only ? two : one;
}

void faces_limit(const struct layout *layout, struct faces *faces, int face)
{
    int least = layout_px(layout, VIEW_FACE_MM);
    faces->face = px_least(faces->face, px_most(face, least));
}

static void add_face(struct layout *layout, const struct faces *faces,
                     int level, struct box cell)
{
    int levels = sheet_levels(layout->params->sheet, layout->flow->question);
    int around = halo(layout, faces->face);
    struct item *item = layout_add(layout, LOOK_FACE, cell);
    item->action = (struct action){ACTION_ANSWER, level};
    item->face = form_face(levels, level);
    item->art = (struct box){cell.x + (cell.w - faces->face) / 2,
                             cell.y + around, faces->face, faces->face};
    if (faces->listed) {
        item->art.x = cell.x + around;
        item->words = beside(layout, faces, cell);
    } else {
        item->words.y = cell.y + cell.h - faces->label_h;
        item->words.h = faces->label_h;
    }
    int lines = layout_text(layout, item,
                            label_of(layout, layout->flow->question, level),
                            faces->label);
    /* Short labels stand level with the first line of the long ones. */
    if (!faces->listed) {
        item->words.h = layout_lines_height(faces->label.em_px, lines);
    }
}

/* Few faces don't drift apart: columns are no wider than their face wants, if
   the labels are content with that. */
static int column_width(const struct layout *layout, const struct faces *faces)
{
    int width = faces->face * 13 / 10;
    if (faces->listed || width >= faces->cell_w) {
        return faces->cell_w;
    }
    const char *labels[LABELS_MAX];
    int count = labels_of(layout, labels);
    struct box words = {0, 0, width, faces->label_h};
    struct fit fit = faces->label;
    bool content = layout_alike(layout, words, labels, count, &fit) > 0;
    return content ? width : faces->cell_w;
}

void faces_add(struct layout *layout, const struct faces *faces,
               struct box room)
{
    int levels = sheet_levels(layout->params->sheet, layout->flow->question);
    int h = row_height(layout, faces);
    int w = column_width(layout, faces);
    for (int i = 0; i < levels; i++) {
        int row = i / faces->columns;
        int column = i % faces->columns;
        int here = px_least(levels - row * faces->columns, faces->columns);
        int width = here * w + (here - 1) * faces->gap;
        struct box cell = {
            room.x + (room.w - width) / 2 + column * (w + faces->gap),
            room.y + row * (h + faces->gap), w, h};
        add_face(layout, faces, i + 1, cell);
    }
}
