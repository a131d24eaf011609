/*
 * A touch glass for the emulated machine: a multi-touch device of type B (slots
 * and tracking ids), made by uinput, which does what comes in by a port or a
 * pipe, one command a line, and answers each with one line:
 *
 *     plug XMAX YMAX     the device appears, with positions from 0
 *     unplug             it goes
 *     down SLOT X Y      a finger comes
 *     move SLOT X Y      it moves
 *     palm SLOT X Y      a finger as wide as a hand comes
 *     up SLOT            it leaves
 *     wait MS            nothing, for so long
 *
 * The answer is "ok" and the time (CLOCK_MONOTONIC, microseconds) right before
 * the kernel was told, or "error" and why.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { SLOTS = 10, WIDE = 255 };

struct glass {
    int device; /* -1: unplugged */
    int next_id;
    int down; /* fingers */
};

static bool put(const struct glass *glass, int type, int code, int value)
{
    struct input_event event = {.type = (unsigned short)type,
                                .code = (unsigned short)code,
                                .value = value};
    return write(glass->device, &event, sizeof event) == sizeof event;
}

static bool add_axis(int device, int code, int most)
{
    struct uinput_abs_setup setup = {.code = (unsigned short)code};
    setup.absinfo.maximum = most;
    return ioctl(device, UI_SET_ABSBIT, code) == 0 &&
           ioctl(device, UI_ABS_SETUP, &setup) == 0;
}

static bool plug(struct glass *glass, int x_most, int y_most)
{
    int device = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    struct uinput_setup setup = {
        .id = {.bustype = BUS_USB, .vendor = 0x0eef, .product = 0x0001}};
    (void)snprintf(setup.name, sizeof setup.name, "Test glass");
    glass->device = device;
    glass->down = 0;
    return device >= 0 && ioctl(device, UI_SET_EVBIT, EV_KEY) == 0 &&
           ioctl(device, UI_SET_KEYBIT, BTN_TOUCH) == 0 &&
           ioctl(device, UI_SET_EVBIT, EV_ABS) == 0 &&
           ioctl(device, UI_SET_PROPBIT, INPUT_PROP_DIRECT) == 0 &&
           add_axis(device, ABS_X, x_most) && add_axis(device, ABS_Y, y_most) &&
           add_axis(device, ABS_MT_SLOT, SLOTS - 1) &&
           add_axis(device, ABS_MT_TRACKING_ID, 65535) &&
           add_axis(device, ABS_MT_POSITION_X, x_most) &&
           add_axis(device, ABS_MT_POSITION_Y, y_most) &&
           add_axis(device, ABS_MT_TOUCH_MAJOR, WIDE) &&
           ioctl(device, UI_DEV_SETUP, &setup) == 0 &&
           ioctl(device, UI_DEV_CREATE) == 0;
}

static bool unplug(struct glass *glass)
{
    bool went = ioctl(glass->device, UI_DEV_DESTROY) == 0;
    (void)close(glass->device);
    glass->device = -1;
    return went;
}

static bool place(struct glass *glass, int slot, int x, int y)
{
    bool sole = glass->down <= 1;
    return put(glass, EV_ABS, ABS_MT_POSITION_X, x) &&
           put(glass, EV_ABS, ABS_MT_POSITION_Y, y) &&
           (!sole ||
            (put(glass, EV_ABS, ABS_X, x) && put(glass, EV_ABS, ABS_Y, y))) &&
           put(glass, EV_SYN, SYN_REPORT, 0) && slot >= 0;
}

static bool come(struct glass *glass, int slot, int x, int y, int width)
{
    glass->next_id = (glass->next_id + 1) % 65536;
    glass->down++;
    return put(glass, EV_ABS, ABS_MT_SLOT, slot) &&
           put(glass, EV_ABS, ABS_MT_TRACKING_ID, glass->next_id) &&
           put(glass, EV_ABS, ABS_MT_TOUCH_MAJOR, width) &&
           (glass->down > 1 || put(glass, EV_KEY, BTN_TOUCH, 1)) &&
           place(glass, slot, x, y);
}

static bool leave(struct glass *glass, int slot)
{
    glass->down--;
    return put(glass, EV_ABS, ABS_MT_SLOT, slot) &&
           put(glass, EV_ABS, ABS_MT_TRACKING_ID, -1) &&
           (glass->down > 0 || put(glass, EV_KEY, BTN_TOUCH, 0)) &&
           put(glass, EV_SYN, SYN_REPORT, 0);
}

static bool rest(int ms)
{
    struct timespec time = {ms / 1000, ms % 1000 * 1000000L};
    return nanosleep(&time, NULL) == 0;
}

static bool obey(struct glass *glass, const char *line)
{
    char verb[8];
    int a = 0;
    int b = 0;
    int c = 0;
    int words = sscanf(line, "%7s %d %d %d", verb, &a, &b, &c);
    errno = EINVAL;
    if (words == 3 && strcmp(verb, "plug") == 0) {
        return plug(glass, a, b);
    }
    if (words == 2 && strcmp(verb, "wait") == 0) {
        return rest(a);
    }
    if (words < 1 || glass->device < 0) {
        return false;
    }
    if (words == 1 && strcmp(verb, "unplug") == 0) {
        return unplug(glass);
    }
    if (words == 2 && strcmp(verb, "up") == 0) {
        return leave(glass, a);
    }
    if (words == 4 && strcmp(verb, "down") == 0) {
        return come(glass, a, b, c, 8);
    }
    if (words == 4 && strcmp(verb, "palm") == 0) {
        return come(glass, a, b, c, WIDE);
    }
    if (words == 4 && strcmp(verb, "move") == 0) {
        return put(glass, EV_ABS, ABS_MT_SLOT, a) && place(glass, a, b, c);
    }
    return false;
}

/* Of a port that comes late. It can be opened once. */
static int open_port(const char *path)
{
    while (access(path, F_OK) != 0) {
        (void)rest(500);
    }
    return open(path, O_RDWR | O_CLOEXEC);
}

int main(int argc, char **argv)
{
    struct glass glass = {.device = -1};
    int way = argc > 1 ? open_port(argv[1]) : -1;
    FILE *port = fdopen(way, "r");
    FILE *answers = fdopen(dup(way), "w");
    if (port == NULL || answers == NULL) {
        perror("touch");
        return 1;
    }
    char line[80];
    while (fgets(line, sizeof line, port) != NULL) {
        struct timespec now;
        (void)clock_gettime(CLOCK_MONOTONIC, &now);
        if (obey(&glass, line)) {
            fprintf(answers, "ok %lld\n",
                    now.tv_sec * 1000000LL + now.tv_nsec / 1000);
        } else {
            fprintf(answers, "error %s: %s", strerror(errno), line);
        }
        (void)fflush(answers);
    }
    return 0;
}
