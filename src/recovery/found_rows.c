#include "recovery/found_rows.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/journal_line.h"

enum {
    SOURCES_MAX = JOURNAL_YEARS_MAX + 4,
    WINDOW = 1 << 16,
    LINE_MOST = 2048, /* of a row */
    VERSIONS_MAX = 1 << 20,
    PLACE_BITS = 48
};

/* A file, and the part of it that was read last. */
struct source {
    int fd;
    const struct page_layout *pages; /* NULL: lines of the log */
    unsigned char *window;
    int64_t at;
    size_t length;
    int error; /* of a part that could not be read again; 0: none */
};

/* Which source, and where in it; 0: nothing. */
typedef uint64_t place;

struct version {
    int64_t seq;
    int order;
    place place;
};

struct finds {
    struct source sources[SOURCES_MAX];
    int source_count;
    int year; /* of the last one, while it is one of the log */
    int64_t most, last;
    place *first; /* the first version, by seq */
    int64_t capacity;
    struct version *others; /* by seq and order, once sorted */
    int other_count, other_capacity;
    bool failed;

    void (*take_seal)(void *context, const struct store_seal *seal);
    void *context;
};

void finds_take_seals(struct finds *finds,
                      void (*take)(void *context,
                                   const struct store_seal *seal),
                      void *context)
{
    finds->take_seal = take;
    finds->context = context;
}

struct finds *finds_new(int64_t most)
{
    struct finds *finds = calloc(1, sizeof *finds);
    if (finds != NULL) {
        finds->most = most;
    }
    return finds;
}

void finds_free(struct finds *finds)
{
    if (finds == NULL) {
        return;
    }
    for (int i = 0; i < finds->source_count; i++) {
        close(finds->sources[i].fd);
        free(finds->sources[i].window);
    }
    free(finds->first);
    free(finds->others);
    free(finds);
}

/* Has this part of the file in the window. False when the file ends before, or
   cannot be read: then there may be nothing of it. */
static bool load(struct source *source, int64_t at, size_t length)
{
    int64_t end = at + (int64_t)length;
    if (at < source->at || end > source->at + (int64_t)source->length) {
        /* Readers also take a step back. */
        int64_t from = at > WINDOW / 4 ? at - WINDOW / 4 : 0;
        ssize_t n = pread(source->fd, source->window, WINDOW, (off_t)from);
        source->error = n < 0 ? errno : source->error;
        source->at = from;
        source->length = n < 0 ? 0 : (size_t)n;
        memset(source->window + source->length, 0, WINDOW - source->length);
    }
    return end <= source->at + (int64_t)source->length;
}

static bool read_line(struct source *source, int64_t at, struct row *row)
{
    char line[LINE_MOST];
    struct journal_line read;
    if (!load(source, at, LINE_MOST) && !load(source, at, 1)) {
        return false;
    }
    size_t there = (size_t)(source->at + (int64_t)source->length - at);
    size_t most = there < LINE_MOST ? there : LINE_MOST;
    const unsigned char *from = source->window + (at - source->at);
    const unsigned char *end = memchr(from, '\n', most);
    size_t length = end == NULL ? most : (size_t)(end - from);
    memcpy(line, from, length);
    if (!journal_line_again(line, length, &read) || read.kind != JOURNAL_ROW) {
        return false;
    }
    *row = read.row;
    return true;
}

static bool read_cell(struct source *source, int64_t at, struct row *row)
{
    const struct page_layout *pages = source->pages;
    int64_t page = at - (at - pages->first) % pages->stride;
    bool whole = load(source, page, PAGE_ROWS_SIZE);
    (void)whole; /* the last page of a file that was cut goes on as zeros */
    return page_rows_read(source->window + (page - source->at),
                          (int)(at - page), row);
}

/* A file that changed or went away since has nothing there any more. */
static bool read_place(struct finds *finds, place where, struct row *row)
{
    struct source *source = &finds->sources[(where >> PLACE_BITS) - 1];
    int64_t at = (int64_t)(where & (((place)1 << PLACE_BITS) - 1));
    return source->pages == NULL ? read_line(source, at, row)
                                 : read_cell(source, at, row);
}

static int compare(const void *a, const void *b)
{
    const struct version *x = a;
    const struct version *y = b;
    return x->seq != y->seq ? (x->seq > y->seq) - (x->seq < y->seq)
                            : (x->order > y->order) - (x->order < y->order);
}

void finds_sort(struct finds *finds)
{
    if (finds->other_count > 0) {
        qsort(finds->others, (size_t)finds->other_count, sizeof *finds->others,
              compare);
    }
}

int finds_log_error(const struct finds *finds)
{
    int error = 0;
    for (int i = 0; i < finds->source_count; i++) {
        const struct source *source = &finds->sources[i];
        if (source->pages == NULL && source->error != 0) {
            error = source->error;
        }
    }
    return error;
}

int64_t finds_last(const struct finds *finds)
{
    return finds->last;
}

/* The first of the other versions of a row, or where it would be. */
static int other_of(const struct finds *finds, int64_t seq)
{
    int low = 0;
    int high = finds->other_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (finds->others[middle].seq < seq) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static place place_of(const struct finds *finds, int64_t seq, int which)
{
    if (seq < 1 || seq > finds->last || finds->first[seq] == 0) {
        return 0;
    }
    if (which == 0) {
        return finds->first[seq];
    }
    int other = other_of(finds, seq) + which - 1;
    return other < finds->other_count && finds->others[other].seq == seq
               ? finds->others[other].place
               : 0;
}

int finds_count(const struct finds *finds, int64_t seq)
{
    int count = 0;
    while (place_of(finds, seq, count) != 0) {
        count++;
    }
    return count;
}

bool finds_row(struct finds *finds, int64_t seq, int which, struct row *row,
               bool *checked)
{
    place where = place_of(finds, seq, which);
    if (where == 0) {
        return false;
    }
    *checked = finds->sources[(where >> PLACE_BITS) - 1].pages == NULL;
    return read_place(finds, where, row) && row->seq == seq;
}

static bool make_room(struct finds *finds, int64_t seq)
{
    int64_t capacity = finds->capacity == 0 ? 4096 : finds->capacity;
    while (capacity <= seq) {
        capacity *= 2;
    }
    if (capacity == finds->capacity) {
        return true;
    }
    place *first =
        realloc(finds->first, (size_t)capacity * sizeof *finds->first);
    if (first == NULL) {
        return false;
    }
    memset(first + finds->capacity, 0,
           (size_t)(capacity - finds->capacity) * sizeof *first);
    finds->first = first;
    finds->capacity = capacity;
    return true;
}

static bool add_other(struct finds *finds, int64_t seq, place where)
{
    if (finds->other_count == VERSIONS_MAX) {
        return true; /* of so many none can be told from another */
    }
    if (finds->other_count == finds->other_capacity) {
        int capacity =
            finds->other_capacity == 0 ? 64 : 2 * finds->other_capacity;
        struct version *others =
            realloc(finds->others, (size_t)capacity * sizeof *finds->others);
        if (others == NULL) {
            return false;
        }
        finds->others = others;
        finds->other_capacity = capacity;
    }
    finds->others[finds->other_count] =
        (struct version){seq, finds->other_count, where};
    finds->other_count++;
    return true;
}

/* Another version of a row, unless a later one of these says the same: the
   pages of a write-ahead log hold a row many times. */
static bool known(struct finds *finds, const struct row *row)
{
    enum { LOOK_BACK = 256 };
    struct row other;
    if (read_place(finds, finds->first[row->seq], &other) &&
        row_same(row, &other)) {
        return true;
    }
    for (int i = finds->other_count - 1;
         i >= 0 && i >= finds->other_count - LOOK_BACK; i--) {
        if (finds->others[i].seq == row->seq &&
            read_place(finds, finds->others[i].place, &other) &&
            row_same(row, &other)) {
            return true;
        }
    }
    return false;
}

static void find(struct finds *finds, const struct row *row, int64_t at)
{
    if (finds->failed || row->seq > finds->most) {
        return;
    }
    place where = (place)finds->source_count << PLACE_BITS | (place)at;
    if (!make_room(finds, row->seq)) {
        finds->failed = true;
    } else if (finds->first[row->seq] == 0) {
        finds->first[row->seq] = where;
        finds->last = row->seq > finds->last ? row->seq : finds->last;
    } else if (!known(finds, row)) {
        finds->failed = !add_other(finds, row->seq, where);
    }
}

/* False without memory. */
static bool add_source(struct finds *finds, int fd,
                       const struct page_layout *pages)
{
    assert(finds->source_count < SOURCES_MAX);
    struct source *source = &finds->sources[finds->source_count++];
    *source = (struct source){.fd = fd, .pages = pages};
    source->window = malloc(WINDOW);
    return source->window != NULL;
}

bool finds_line(struct finds *finds, const char *folder,
                const struct journal_line *line)
{
    if (finds->source_count == 0 || finds->year != line->year) {
        int fd = journal_open_year(folder, line->year);
        finds->failed = fd < 0 || !add_source(finds, fd, NULL);
        finds->year = line->year;
    }
    if (line->kind == JOURNAL_ROW) {
        find(finds, &line->row, line->at);
    }
    return !finds->failed;
}

struct page_look {
    struct finds *finds;
    int64_t page;
};

static void take_cell(void *context, const struct row *row, int at)
{
    struct page_look *look = context;
    find(look->finds, row, look->page + at);
}

static void take_seal(void *context, const struct store_seal *seal)
{
    const struct finds *finds = ((struct page_look *)context)->finds;
    if (finds->take_seal != NULL) {
        finds->take_seal(finds->context, seal);
    }
}

static void look_at_pages(struct finds *finds, int64_t size)
{
    unsigned char bytes[PAGE_ROWS_SIZE];
    const struct source *source = &finds->sources[finds->source_count - 1];
    struct page_look look = {finds, source->pages->first};
    const struct page_scan scan = {bytes, take_cell, take_seal, &look};
    while (!finds->failed && look.page < size) {
        ssize_t n = pread(source->fd, bytes, sizeof bytes, (off_t)look.page);
        if (n == (ssize_t)sizeof bytes) {
            page_rows_scan(&scan);
        } else if (n > 0) {
            /* The last page of a file that was cut. */
            memset(bytes + n, 0, sizeof bytes - (size_t)n);
            page_rows_scan(&scan);
        }
        /* A part that the disk no longer gives is left out. */
        look.page += source->pages->stride;
    }
}

bool finds_pages(struct finds *finds, const char *path,
                 const struct page_layout *layout)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return true;
    }
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(fd);
        return true;
    }
    if (!add_source(finds, fd, layout)) {
        return false;
    }
    look_at_pages(finds, st.st_size);
    return !finds->failed;
}
