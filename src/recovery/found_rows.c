#include "recovery/found_rows.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "store/journal_line.h"

enum {
    SOURCES_MAX = JOURNAL_YEARS_MAX + 2,
    LINE_MOST = 2048, /* of a row */
    VERSIONS_MAX = 1 << 20,
    DAMAGED_MOST = 20000, /* rows in a row that a database does not give */
    PLACE_BITS = 48
};

/* A file of the journal, or a database. */
struct source {
    struct store *store; /* NULL: the journal */
    FILE *file;
    int error; /* of a part that could not be read again; 0: none */
};

/* Which source, and where in it: at which byte, or of which seq. So places rise
   as they are found. 0: nothing. */
typedef uint64_t place;

struct version {
    int64_t seq;
    place place;
};

struct found_rows {
    struct source sources[SOURCES_MAX];
    int source_count;
    int year; /* of the last one, while it is one of the journal */
    int64_t most, last;
    place *first; /* the first version, by seq */
    int64_t capacity;
    struct version *others; /* by seq and place, once sorted */
    int other_count, other_capacity;
    bool failed;
};

struct found_rows *found_rows_new(int64_t most)
{
    struct found_rows *found = calloc(1, sizeof *found);
    if (found != NULL) {
        found->most = most;
    }
    return found;
}

void found_rows_free(struct found_rows *found)
{
    if (found == NULL) {
        return;
    }
    for (int i = 0; i < found->source_count; i++) {
        struct source *source = &found->sources[i];
        if (source->store == NULL) {
            fclose(source->file);
        }
        store_close(source->store);
    }
    free(found->first);
    free(found->others);
    free(found);
}

static bool read_line(struct source *source, int64_t at, struct row *row)
{
    char line[LINE_MOST];
    struct journal_line read;
    if (fseeko(source->file, (off_t)at, SEEK_SET) != 0 ||
        fgets(line, sizeof line, source->file) == NULL) {
        source->error = ferror(source->file) ? errno : source->error;
        return false;
    }
    if (!journal_line_again(line, strcspn(line, "\n"), &read) ||
        read.kind != JOURNAL_ROW) {
        return false;
    }
    *row = read.row;
    return true;
}

static bool take_one(void *context, const struct row *row, const char *fault)
{
    if (fault == NULL) {
        *(struct row *)context = *row;
    }
    return false;
}

static bool read_stored(struct source *source, int64_t seq, struct row *row)
{
    const struct store_walk one = {seq, seq, take_one, row};
    *row = (struct row){.seq = 0};
    return store_walk(source->store, &one) == STORE_OK && row->seq == seq;
}

/* A file that changed or went away since has nothing there any more. */
static bool read_place(struct found_rows *found, place where, struct row *row)
{
    struct source *source = &found->sources[(where >> PLACE_BITS) - 1];
    int64_t at = (int64_t)(where & (((place)1 << PLACE_BITS) - 1));
    return source->store == NULL ? read_line(source, at, row)
                                 : read_stored(source, at, row);
}

static int compare(const void *a, const void *b)
{
    const struct version *x = a;
    const struct version *y = b;
    return x->seq != y->seq ? (x->seq > y->seq) - (x->seq < y->seq)
                            : (x->place > y->place) - (x->place < y->place);
}

void found_rows_sort(struct found_rows *found)
{
    if (found->other_count > 0) {
        qsort(found->others, (size_t)found->other_count, sizeof *found->others,
              compare);
    }
}

int found_rows_journal_error(const struct found_rows *found)
{
    int error = 0;
    for (int i = 0; i < found->source_count; i++) {
        const struct source *source = &found->sources[i];
        if (source->store == NULL && source->error != 0) {
            error = source->error;
        }
    }
    return error;
}

int64_t found_rows_last(const struct found_rows *found)
{
    return found->last;
}

/* The first of the other versions of a row, or where it would be. */
static int other_of(const struct found_rows *found, int64_t seq)
{
    int low = 0;
    int high = found->other_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (found->others[middle].seq < seq) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static place place_of(const struct found_rows *found, int64_t seq, int which)
{
    if (seq < 1 || seq > found->last || found->first[seq] == 0) {
        return 0;
    }
    if (which == 0) {
        return found->first[seq];
    }
    int other = other_of(found, seq) + which - 1;
    return other < found->other_count && found->others[other].seq == seq
               ? found->others[other].place
               : 0;
}

int found_rows_count(const struct found_rows *found, int64_t seq)
{
    int count = 0;
    while (place_of(found, seq, count) != 0) {
        count++;
    }
    return count;
}

bool found_rows_get(struct found_rows *found, int64_t seq, int which,
                    struct row *row)
{
    place where = place_of(found, seq, which);
    return where != 0 && read_place(found, where, row) && row->seq == seq;
}

bool found_rows_checked(const struct found_rows *found, int64_t seq, int which)
{
    place where = place_of(found, seq, which);
    return where != 0 &&
           found->sources[(where >> PLACE_BITS) - 1].store == NULL;
}

static bool make_room(struct found_rows *found, int64_t seq)
{
    int64_t capacity = found->capacity == 0 ? 4096 : found->capacity;
    while (capacity <= seq) {
        capacity *= 2;
    }
    if (capacity == found->capacity) {
        return true;
    }
    place *first =
        realloc(found->first, (size_t)capacity * sizeof *found->first);
    if (first == NULL) {
        return false;
    }
    memset(first + found->capacity, 0,
           (size_t)(capacity - found->capacity) * sizeof *first);
    found->first = first;
    found->capacity = capacity;
    return true;
}

static bool add_other(struct found_rows *found, int64_t seq, place where)
{
    if (found->other_count == VERSIONS_MAX) {
        return true; /* of so many none can be told from another */
    }
    struct version *other = array_add(&found->others, &found->other_count,
                                      &found->other_capacity, sizeof *other);
    if (other == NULL) {
        return false;
    }
    *other = (struct version){seq, where};
    return true;
}

/* Whether one of the last versions says the same. */
static bool known(struct found_rows *found, const struct row *row)
{
    enum { LOOK_BACK = 256 };
    struct row other;
    if (read_place(found, found->first[row->seq], &other) &&
        row_same(row, &other)) {
        return true;
    }
    for (int i = found->other_count - 1;
         i >= 0 && i >= found->other_count - LOOK_BACK; i--) {
        if (found->others[i].seq == row->seq &&
            read_place(found, found->others[i].place, &other) &&
            row_same(row, &other)) {
            return true;
        }
    }
    return false;
}

static void find(struct found_rows *found, const struct row *row, int64_t at)
{
    if (found->failed || row->seq > found->most) {
        return;
    }
    place where = (place)found->source_count << PLACE_BITS | (place)at;
    if (!make_room(found, row->seq)) {
        found->failed = true;
    } else if (found->first[row->seq] == 0) {
        found->first[row->seq] = where;
        found->last = row->seq > found->last ? row->seq : found->last;
    } else if (!known(found, row)) {
        found->failed = !add_other(found, row->seq, where);
    }
}

static struct source *add_source(struct found_rows *found)
{
    assert(found->source_count < SOURCES_MAX);
    return &found->sources[found->source_count++];
}

static bool add_year(struct found_rows *found, const char *folder, int year)
{
    int fd = journal_open_year(folder, year);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (file == NULL) {
        close(fd);
        return false;
    }
    add_source(found)->file = file;
    found->year = year;
    return true;
}

bool found_rows_line(struct found_rows *found, const char *folder,
                     const struct journal_line *line)
{
    if (found->source_count == 0 || found->year != line->year) {
        found->failed = !add_year(found, folder, line->year);
    }
    if (!found->failed && line->kind == JOURNAL_ROW) {
        find(found, &line->row, line->at);
    }
    return !found->failed;
}

struct looking {
    struct found_rows *found;
    int64_t next;
};

/* A damaged tree may go back, or give a row twice: what is out of its order
   cannot be read again by its seq. */
static bool take_stored(void *context, const struct row *row, const char *fault)
{
    struct looking *looking = context;
    if (fault == NULL && row->seq >= looking->next) {
        find(looking->found, row, row->seq);
    }
    looking->next = row->seq >= looking->next ? row->seq + 1 : looking->next;
    return !looking->found->failed;
}

bool found_rows_store(struct found_rows *found, struct store *store)
{
    struct looking looking = {found, 1};
    int missing = 0;
    add_source(found)->store = store;
    while (!found->failed && missing < DAMAGED_MOST &&
           looking.next <= found->most) {
        const struct store_walk walk = {looking.next, found->most, take_stored,
                                        &looking};
        int64_t from = looking.next;
        if (store_walk(store, &walk) == STORE_OK) {
            break;
        }
        /* It gives no more of a damaged page: behind it there may be some. */
        missing = looking.next == from ? missing + 1 : 1;
        looking.next++;
    }
    return !found->failed;
}
