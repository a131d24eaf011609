/*
 * The comparator: the same screen by ordinary means. A question, five faces
 * with labels, language, Back and Skip, as GTK 3 buttons; an answer is kept
 * by SQLite (WAL, FULL) in a thread, shown at once, and the thanks wait for
 * the disk. Written as one would write it, and no more than the benchmark
 * taps on.
 *
 *     gtk_screen WxH DATABASE ADVANCE_MS THANKS_MS
 */
#include <gtk/gtk.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>

enum { QUESTIONS = 4, LEVELS = 5 };

struct screen {
    sqlite3 *db;
    sqlite3_stmt *insert;
    GThreadPool *disk;
    GtkWidget *stack, *question, *progress;
    GtkWidget *faces[LEVELS];
    guint advance_ms, thanks_ms;
    int place;
    gboolean moving;
};

static const char *const questions[QUESTIONS] = {
    "Cán bộ có luôn mỉm cười với ông/bà không?",
    "Cán bộ có luôn nhẹ nhàng với ông/bà không?",
    "Cán bộ có luôn lắng nghe ông/bà không?",
    "Cán bộ có luôn giúp đỡ ông/bà không?"};
static const char *const labels[LEVELS] = {"Rất không hài lòng",
                                           "Không hài lòng", "Bình thường",
                                           "Hài lòng", "Rất hài lòng"};
static const unsigned colours[LEVELS] = {0x970000, 0xDB6529, 0xFED642, 0x6ACEA3,
                                         0x0A6F6D};

static void show_question(struct screen *screen)
{
    char text[32];
    g_snprintf(text, sizeof text, "Câu %d/%d", screen->place + 1, QUESTIONS);
    gtk_label_set_text(GTK_LABEL(screen->progress), text);
    gtk_label_set_text(GTK_LABEL(screen->question), questions[screen->place]);
    for (int i = 0; i < LEVELS; i++) {
        gtk_style_context_remove_class(
            gtk_widget_get_style_context(screen->faces[i]), "chosen");
    }
    gtk_stack_set_visible_child_name(GTK_STACK(screen->stack), "question");
    screen->moving = FALSE;
}

static gboolean begin_again(gpointer data)
{
    struct screen *screen = data;
    screen->place = 0;
    show_question(screen);
    return G_SOURCE_REMOVE;
}

static gboolean kept(gpointer data)
{
    struct screen *screen = data;
    if (screen->place == QUESTIONS) {
        gtk_stack_set_visible_child_name(GTK_STACK(screen->stack), "thanks");
        g_timeout_add(screen->thanks_ms, begin_again, screen);
    }
    return G_SOURCE_REMOVE;
}

static void keep(gpointer task, gpointer data)
{
    struct screen *screen = data;
    sqlite3_bind_int(screen->insert, 1, GPOINTER_TO_INT(task));
    if (sqlite3_step(screen->insert) != SQLITE_DONE) {
        g_error("%s", sqlite3_errmsg(screen->db));
    }
    sqlite3_reset(screen->insert);
    g_idle_add(kept, screen);
}

static gboolean go_on(gpointer data)
{
    show_question(data);
    return G_SOURCE_REMOVE;
}

static void answer(GtkWidget *face, gpointer data)
{
    struct screen *screen = data;
    if (screen->moving) {
        return;
    }
    screen->moving = TRUE;
    screen->place++;
    gtk_style_context_add_class(gtk_widget_get_style_context(face), "chosen");
    int level = GPOINTER_TO_INT(g_object_get_data(G_OBJECT(face), "level"));
    g_thread_pool_push(screen->disk, GINT_TO_POINTER(level), NULL);
    if (screen->place < QUESTIONS) {
        g_timeout_add(screen->advance_ms, go_on, screen);
    }
}

static gboolean draw_face(GtkWidget *area, cairo_t *cr, gpointer data)
{
    int level = GPOINTER_TO_INT(data);
    unsigned colour = colours[level - 1];
    double w = gtk_widget_get_allocated_width(area);
    double h = gtk_widget_get_allocated_height(area);
    double r = fmin(w, h) * 0.46;
    cairo_set_source_rgb(cr, (colour >> 16) / 255.0,
                         (colour >> 8 & 255) / 255.0, (colour & 255) / 255.0);
    cairo_arc(cr, w / 2, h / 2, r, 0, 2 * G_PI);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, 0.1, 0.1, 0.1);
    cairo_arc(cr, w / 2 - r * 0.35, h / 2 - r * 0.2, r * 0.1, 0, 2 * G_PI);
    cairo_fill(cr);
    cairo_arc(cr, w / 2 + r * 0.35, h / 2 - r * 0.2, r * 0.1, 0, 2 * G_PI);
    cairo_fill(cr);
    double bend = (level - 3) * r * 0.2;
    cairo_set_line_width(cr, r * 0.1);
    cairo_move_to(cr, w / 2 - r * 0.5, h / 2 + r * 0.4 - bend / 2);
    cairo_curve_to(cr, w / 2 - r * 0.2, h / 2 + r * 0.4 + bend, w / 2 + r * 0.2,
                   h / 2 + r * 0.4 + bend, w / 2 + r * 0.5,
                   h / 2 + r * 0.4 - bend / 2);
    cairo_stroke(cr);
    return FALSE;
}

static GtkWidget *make_face(struct screen *screen, int level)
{
    GtkWidget *face = gtk_button_new();
    GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 12);
    GtkWidget *area = gtk_drawing_area_new();
    g_signal_connect(area, "draw", G_CALLBACK(draw_face),
                     GINT_TO_POINTER(level));
    gtk_box_pack_start(GTK_BOX(box), area, TRUE, TRUE, 0);
    gtk_box_pack_start(GTK_BOX(box), gtk_label_new(labels[level - 1]), FALSE,
                       FALSE, 0);
    gtk_container_add(GTK_CONTAINER(face), box);
    g_object_set_data(G_OBJECT(face), "level", GINT_TO_POINTER(level));
    g_signal_connect(face, "clicked", G_CALLBACK(answer), screen);
    return face;
}

static GtkWidget *make_question(struct screen *screen)
{
    GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 24);
    GtkWidget *top = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);
    GtkWidget *row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 32);
    GtkWidget *bottom = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);
    screen->question = gtk_label_new("");
    screen->progress = gtk_label_new("");
    gtk_widget_set_name(screen->question, "question");
    gtk_box_pack_start(GTK_BOX(top), gtk_label_new("UBND xã Vân Trường"), FALSE,
                       FALSE, 0);
    gtk_box_pack_end(GTK_BOX(top), gtk_button_new_with_label("English"), FALSE,
                     FALSE, 0);
    gtk_box_set_homogeneous(GTK_BOX(row), TRUE);
    for (int i = 0; i < LEVELS; i++) {
        screen->faces[i] = make_face(screen, i + 1);
        gtk_box_pack_start(GTK_BOX(row), screen->faces[i], TRUE, TRUE, 0);
    }
    gtk_box_pack_start(GTK_BOX(bottom), gtk_button_new_with_label("Quay lại"),
                       FALSE, FALSE, 0);
    gtk_box_set_center_widget(GTK_BOX(bottom), screen->progress);
    gtk_box_pack_end(GTK_BOX(bottom), gtk_button_new_with_label("Bỏ qua"),
                     FALSE, FALSE, 0);
    gtk_box_pack_start(GTK_BOX(box), top, FALSE, FALSE, 0);
    gtk_box_pack_start(GTK_BOX(box), screen->question, FALSE, FALSE, 60);
    gtk_box_pack_start(GTK_BOX(box), row, TRUE, TRUE, 0);
    gtk_box_pack_end(GTK_BOX(box), bottom, FALSE, FALSE, 0);
    return box;
}

static void dress(void)
{
    static const char css[] =
        "* { transition: none; } window { background: #f7f4ee; color: #222; }"
        "button { background: #fff; border-radius: 18px; padding: 18px;"
        " font-size: 26px; } button:active { background: #dde7e6; }"
        "button.chosen { background: #bfe0dc; }"
        "label { font-size: 26px; } #question { font-size: 56px; }";
    GtkCssProvider *provider = gtk_css_provider_new();
    gtk_css_provider_load_from_data(provider, css, -1, NULL);
    gtk_style_context_add_provider_for_screen(
        gdk_screen_get_default(), GTK_STYLE_PROVIDER(provider),
        GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    g_object_unref(provider);
}

static void open_database(struct screen *screen, const char *path)
{
    if (sqlite3_open(path, &screen->db) != SQLITE_OK ||
        sqlite3_exec(screen->db,
                     "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL;"
                     "PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS "
                     "answers(seq INTEGER PRIMARY KEY, level INTEGER)",
                     NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(screen->db, "INSERT INTO answers(level) VALUES(?1)",
                           -1, &screen->insert, NULL) != SQLITE_OK) {
        g_error("%s", sqlite3_errmsg(screen->db));
    }
    screen->disk = g_thread_pool_new(keep, screen, 1, TRUE, NULL);
}

int main(int argc, char **argv)
{
    static struct screen screen;
    int width;
    int height;
    gtk_init(&argc, &argv);
    if (argc != 5 || sscanf(argv[1], "%dx%d", &width, &height) != 2) {
        g_printerr("gtk_screen WxH DATABASE ADVANCE_MS THANKS_MS\n");
        return 64;
    }
    screen.advance_ms = (guint)atoi(argv[3]);
    screen.thanks_ms = (guint)atoi(argv[4]);
    open_database(&screen, argv[2]);
    dress();
    GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
    screen.stack = gtk_stack_new();
    GtkWidget *thanks = gtk_label_new("Xin cảm ơn ông/bà!");
    gtk_widget_set_name(thanks, "question");
    gtk_stack_add_named(GTK_STACK(screen.stack), make_question(&screen),
                        "question");
    gtk_stack_add_named(GTK_STACK(screen.stack), thanks, "thanks");
    gtk_container_set_border_width(GTK_CONTAINER(window), 24);
    gtk_container_add(GTK_CONTAINER(window), screen.stack);
    gtk_window_set_decorated(GTK_WINDOW(window), FALSE);
    gtk_window_set_default_size(GTK_WINDOW(window), width, height);
    g_signal_connect(window, "destroy", G_CALLBACK(gtk_main_quit), NULL);
    gtk_widget_show_all(window);
    gtk_window_move(GTK_WINDOW(window), 0, 0);
    show_question(&screen);
    gtk_main();
    return 0;
}
