/*
 * A hand and an eye with a microsecond watch. Reads commands, one a line, and
 * answers each with one line; tests/bench/run says what to do when.
 *
 *     press X Y / release     moves there and presses, lifts the button; the
 *                             answer: microseconds until the watched part of
 *                             the screen changed, -1 after two seconds
 *     tap X Y                 both in one go; the time until the first change
 *     watch X Y W H           the part of the screen to look at
 *     save                    remembers what it looks like now
 *     start LOG ARGV...       (parted by TAB) starts a program, answers its
 *                             process and the microseconds until the watched
 *                             part looks as remembered
 *
 * The eye costs the X server nothing while it waits: XDamage tells that
 * something was painted, and the pixels are read from the server's own frame
 * buffer file (Xvfb -fbdir), not asked for.
 */
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* The big-endian numbers at the head of an XWD file that matter here. */
enum { XWD_HEAD = 0, XWD_LINE = 12, XWD_COLORS = 19, XWD_COLOR_SIZE = 12 };
enum { PATIENCE_US = 2000000, ARGUMENTS_MAX = 32 };

struct eye {
    Display *display;
    const unsigned char *pixels;
    size_t line;
    size_t x, y, w, h; /* what is watched */
    unsigned char *before;
    unsigned char *saved;
};

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static bool open_frame(struct eye *eye, const char *path)
{
    struct stat info;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &info) != 0) {
        return false;
    }
    void *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (map == MAP_FAILED) {
        return false;
    }
    const uint32_t *head = map;
    eye->line = ntohl(head[XWD_LINE]);
    eye->pixels = (const unsigned char *)map + ntohl(head[XWD_HEAD]) +
                  (size_t)ntohl(head[XWD_COLORS]) * XWD_COLOR_SIZE;
    return true;
}

static const unsigned char *watched_line(const struct eye *eye, size_t i)
{
    return eye->pixels + (eye->y + i) * eye->line + eye->x * 4;
}

static void remember(const struct eye *eye, unsigned char *out)
{
    for (size_t i = 0; i < eye->h; i++) {
        memcpy(out + i * eye->w * 4, watched_line(eye, i), eye->w * 4);
    }
}

static bool looks_like(const struct eye *eye, const unsigned char *picture)
{
    for (size_t i = 0; i < eye->h; i++) {
        if (memcmp(picture + i * eye->w * 4, watched_line(eye, i),
                   eye->w * 4) != 0) {
            return false;
        }
    }
    return true;
}

/* Sleeps until the server says that something was painted; a millisecond at
   most, should it say so before the pixels are there. */
static void wait_for_paint(const struct eye *eye)
{
    struct pollfd ready = {.fd = ConnectionNumber(eye->display),
                           .events = POLLIN};
    if (XPending(eye->display) == 0) {
        (void)poll(&ready, 1, 1);
    }
    while (XPending(eye->display) > 0) {
        XEvent event;
        XNextEvent(eye->display, &event);
    }
}

/* Microseconds since `begin` until the watched part is (or is no longer) like
   a picture; -1 when that takes too long. */
static int64_t until(const struct eye *eye, const unsigned char *picture,
                     bool like, int64_t begin)
{
    while (looks_like(eye, picture) != like) {
        if (now_us() - begin > PATIENCE_US) {
            return -1;
        }
        wait_for_paint(eye);
    }
    return now_us() - begin;
}

static void watch(struct eye *eye, const char *arguments)
{
    if (sscanf(arguments, "%zu %zu %zu %zu", &eye->x, &eye->y, &eye->w,
               &eye->h) != 4) {
        fprintf(stderr, "tap: watch X Y W H\n");
        exit(1);
    }
    free(eye->before);
    free(eye->saved);
    eye->before = malloc(eye->w * eye->h * 4);
    eye->saved = malloc(eye->w * eye->h * 4);
    if (eye->before == NULL || eye->saved == NULL) {
        abort();
    }
}

static int64_t act(struct eye *eye, const char *arguments, bool down, bool up)
{
    int x;
    int y;
    if (sscanf(arguments, "%d %d", &x, &y) == 2) {
        XTestFakeMotionEvent(eye->display, -1, x, y, CurrentTime);
        XSync(eye->display, False);
    }
    remember(eye, eye->before);
    int64_t begin = now_us();
    if (down) {
        XTestFakeButtonEvent(eye->display, 1, True, CurrentTime);
    }
    if (up) {
        XTestFakeButtonEvent(eye->display, 1, False, CurrentTime);
    }
    XFlush(eye->display);
    return until(eye, eye->before, false, begin);
}

static void start(struct eye *eye, char *arguments)
{
    char *argv[ARGUMENTS_MAX + 1] = {0};
    int count = 0;
    char *log = strtok(arguments, "\t");
    for (char *word = strtok(NULL, "\t"); word != NULL && count < ARGUMENTS_MAX;
         word = strtok(NULL, "\t")) {
        argv[count++] = word;
    }
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, log,
                                     O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    pid_t pid = 0;
    int64_t begin = now_us();
    if (count == 0 ||
        posix_spawn(&pid, argv[0], &files, NULL, argv, environ) != 0) {
        fprintf(stderr, "tap: cannot start\n");
        exit(1);
    }
    printf("%d %" PRId64 "\n", (int)pid, until(eye, eye->saved, true, begin));
    posix_spawn_file_actions_destroy(&files);
}

static void obey(struct eye *eye, char *line)
{
    line[strcspn(line, "\n")] = '\0';
    size_t length = strcspn(line, " ");
    char *arguments = line + length + (line[length] == ' ');
    line[length] = '\0';
    if (strcmp(line, "start") == 0) {
        start(eye, arguments);
    } else if (strcmp(line, "watch") == 0) {
        watch(eye, arguments);
        printf("0\n");
    } else if (strcmp(line, "save") == 0) {
        remember(eye, eye->saved);
        printf("0\n");
    } else {
        bool tap = strcmp(line, "tap") == 0;
        printf("%" PRId64 "\n",
               act(eye, arguments, tap || strcmp(line, "press") == 0,
                   tap || strcmp(line, "release") == 0));
    }
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct eye eye = {.display = XOpenDisplay(NULL)};
    int first;
    int error;
    if (argc != 2 || eye.display == NULL || !open_frame(&eye, argv[1]) ||
        !XDamageQueryExtension(eye.display, &first, &error)) {
        fprintf(stderr, "tap: needs a display and its frame buffer file\n");
        return 1;
    }
    XDamageCreate(eye.display, DefaultRootWindow(eye.display),
                  XDamageReportRawRectangles);
    /* A program that ends is nobody's to wait for. */
    signal(SIGCHLD, SIG_IGN);
    char line[8192];
    while (fgets(line, sizeof line, stdin) != NULL) {
        obey(&eye, line);
    }
    return 0;
}
