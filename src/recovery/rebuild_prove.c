/*
 * Rebuilds a database that was damaged or is gone: from the journal, what
 * SQLite still reads of the damaged file, and the last backup, whichever has a
 * row that is proven. A row of a sealed day is proven when the rows of its
 * seal's range give the seal's digest; one after the last seal when its tag
 * verifies by the present key. Where a range is not proven as a whole, rows
 * whose line in the journal checks out are taken all the same, so that nothing
 * is lost that could be evidence; `verify` names such a day. Where nothing is
 * left of a row, a ROW_LOST stands in its place, but for one that closed a day
 * and that of its seal: the seal tells both, and a sealed day is a closed one.
 * What is not proven at the end is left out, unless the key is not that of the
 * last rows at all: then they are kept, and a new chain will begin behind them.
 *
 * The new database is made beside, checked, and only then takes its name: a
 * power cut leaves nothing half-made.
 */
#include <string.h>

#include "recovery/inside.h"

enum {
    CONFLICTS_MAX = 10, /* within one day, of which every choice is tried */
    TRIES_MAX = 1024,
    GAP_MOST = 4096 /* beyond it, a row without a proof was not written by this
                       program */
};

struct rebuilding {
    struct gathered gathered;
    struct rebuild_new made;
    struct rebuilt *out;
};

static bool version(struct rebuilding *rebuilding, int64_t seq, int which,
                    struct row *row)
{
    return found_rows_get(rebuilding->gathered.rows, seq, which, row);
}

/* A seal without the row that closed its day would forbid to close it. */
static void add(struct rebuilding *rebuilding, const struct row *row)
{
    struct gathered *gathered = &rebuilding->gathered;
    for (int i = 0; row->kind == ROW_CLOSE && i < gathered->seal_count; i++) {
        struct found_seal *seal = &gathered->seals[i];
        seal->closed = seal->closed || seal->day == row->value;
    }
    rebuild_put(&rebuilding->made, row);
}

/* A seal ends with the row that closes its day; its own comes next. */
static void tell_by_seal(const struct rebuilding *rebuilding, struct row *lost)
{
    const struct gathered *gathered = &rebuilding->gathered;
    for (int i = 0; i < gathered->seal_count; i++) {
        const struct found_seal *seal = &gathered->seals[i];
        if (seal->ours && seal->last == lost->seq) {
            lost->kind = ROW_CLOSE;
            lost->value = seal->day;
        } else if (seal->ours && seal->closed && seal->last + 1 == lost->seq) {
            lost->kind = ROW_SEAL;
            lost->value = seal->day;
            memcpy(lost->note, seal->sha256, sizeof seal->sha256);
        }
    }
}

static void put_lost(struct rebuilding *rebuilding, int64_t seq)
{
    const struct row *last = &rebuilding->made.last;
    struct row lost = {.seq = seq,
                       .boot = last->boot,
                       .boottime_ms = last->boottime_ms,
                       .wall_ms = last->wall_ms,
                       .day = last->day,
                       .kind = ROW_LOST};
    tell_by_seal(rebuilding, &lost);
    add(rebuilding, &lost);
    rebuilding->out->lost += lost.kind == ROW_LOST;
    rebuilding->out->unproven += lost.kind != ROW_LOST;
}

/* Days never go backwards: what says otherwise is no row of this place. */
static void put(struct rebuilding *rebuilding, const struct row *row,
                bool proven)
{
    const struct row *last = &rebuilding->made.last;
    if (last->seq > 0 && row->day < last->day) {
        put_lost(rebuilding, row->seq);
        return;
    }
    add(rebuilding, row);
    rebuilding->out->unproven += !proven;
}

/* A line of the journal has its check. A row of a database has none: a damaged
   day would push all that comes after it aside, so it must lie between those of
   its neighbours. */
static bool plausible(struct rebuilding *rebuilding, const struct row *row)
{
    const struct row *last = &rebuilding->made.last;
    struct row next;
    if (last->seq > 0 && row->day <= last->day) {
        return row->day == last->day;
    }
    return !version(rebuilding, row->seq + 1, 0, &next) || row->day <= next.day;
}

static void put_unproven(struct rebuilding *rebuilding, int64_t seq)
{
    struct found_rows *found = rebuilding->gathered.rows;
    struct row row;
    int count = found_rows_count(found, seq);
    for (int i = 0; i < count; i++) {
        if (found_rows_get(found, seq, i, &row) &&
            (found_rows_checked(found, seq, i) ||
             plausible(rebuilding, &row))) {
            put(rebuilding, &row, false);
            return;
        }
    }
    put_lost(rebuilding, seq);
}

static void put_all_unproven(struct rebuilding *rebuilding, int64_t first,
                             int64_t last)
{
    for (int64_t seq = first; seq <= last; seq++) {
        put_unproven(rebuilding, seq);
    }
}

/* How many choices there are among the versions of a range's rows, as far as
   they are tried; 0 when a row is missing, or too many are in doubt. */
static int count_choices(struct rebuilding *rebuilding,
                         const struct found_seal *seal)
{
    int choices = 1;
    int doubtful = 0;
    for (int64_t seq = seal->first; seq <= seal->last; seq++) {
        int count = found_rows_count(rebuilding->gathered.rows, seq);
        doubtful += count > 1;
        if (count == 0 || doubtful > CONFLICTS_MAX) {
            return 0;
        }
        choices = choices > TRIES_MAX / count ? TRIES_MAX : choices * count;
    }
    return choices;
}

/* The version that a choice names: a number, each digit of which stands for one
   of the rows of several versions, in their order. What is left of it is for
   the rows that follow. */
static bool take_chosen(struct rebuilding *rebuilding, int64_t seq, int *choice,
                        struct row *row)
{
    int count = found_rows_count(rebuilding->gathered.rows, seq);
    int which = *choice % count;
    *choice /= count;
    return version(rebuilding, seq, which, row);
}

static bool gives_digest(struct rebuilding *rebuilding,
                         const struct found_seal *seal,
                         const unsigned char before[TAG_SIZE], int choice)
{
    unsigned char tag[TAG_SIZE];
    char hex[TAG_DIGEST_HEX_SIZE];
    struct tag_digest digest;
    struct row row;
    tag_digest_begin(&digest);
    memcpy(tag, before, sizeof tag);
    for (int64_t seq = seal->first; seq <= seal->last; seq++) {
        if (!take_chosen(rebuilding, seq, &choice, &row)) {
            return false;
        }
        tag_digest_row(&digest, &row, tag);
    }
    tag_digest_end(&digest, hex);
    return strcmp(hex, seal->rows_digest) == 0 && tag_same(tag, seal->last_tag);
}

static void put_sealed(struct rebuilding *rebuilding,
                       const struct found_seal *seal,
                       const unsigned char before[TAG_SIZE])
{
    int count = count_choices(rebuilding, seal);
    int choice = 0;
    while (choice < count && !gives_digest(rebuilding, seal, before, choice)) {
        choice++;
    }
    if (choice == count) {
        put_all_unproven(rebuilding, seal->first, seal->last);
        return;
    }
    for (int64_t seq = seal->first; seq <= seal->last; seq++) {
        struct row row;
        if (take_chosen(rebuilding, seq, &choice, &row)) {
            put(rebuilding, &row, true);
        } else {
            put_lost(rebuilding, seq);
        }
    }
}

/* All up to the last seal. Gives that one out; NULL: there is none. */
static const struct found_seal *put_up_to_seals(struct rebuilding *rebuilding)
{
    const struct gathered *gathered = &rebuilding->gathered;
    const struct found_seal *before = NULL;
    for (int i = 0; i < gathered->seal_count; i++) {
        const struct found_seal *seal = &gathered->seals[i];
        int64_t seq = rebuilding->made.last.seq;
        if (!seal->ours || seal->first <= seq || seal->last < seal->first) {
            continue;
        }
        put_all_unproven(rebuilding, seq + 1, seal->first - 1);
        bool joined = before != NULL && before->last + 1 == seal->first;
        put_sealed(rebuilding, seal,
                   joined ? before->last_tag : rebuilding->made.last.tag);
        before = seal;
    }
    return before;
}

struct tail {
    struct rebuilding *rebuilding;
    const struct found_seal *seal; /* the last; NULL: there is none */
    bool keyed;
    struct tag_key key;
    unsigned char tag[TAG_SIZE]; /* of the row before the first */
    int64_t first, last;
};

static bool fits_key(const struct tail *tail, const struct row *row,
                     const unsigned char before[TAG_SIZE])
{
    return tail->keyed && tag_fits(&tail->key, row, before);
}

/* The row of the last seal itself bears a key that is gone; its seal says what
   is in it. */
static bool is_of_seal(const struct tail *tail, const struct row *row)
{
    return tail->seal != NULL && row->seq == tail->first &&
           row->kind == ROW_SEAL && row->value == tail->seal->day &&
           strcmp(row->note, tail->seal->sha256) == 0;
}

/* Whether a version of a row is proven, given what there is of the row before;
   which ones of both are. */
static bool proven(const struct tail *tail, int64_t seq, int *which,
                   int *before)
{
    struct row row;
    struct row last;
    for (*which = 0; version(tail->rebuilding, seq, *which, &row); ++*which) {
        *before = 0;
        if (is_of_seal(tail, &row) ||
            (seq == tail->first && fits_key(tail, &row, tail->tag))) {
            return true;
        }
        while (row.tagged && tail->keyed && seq > tail->first &&
               version(tail->rebuilding, seq - 1, *before, &last)) {
            if (fits_key(tail, &row, last.tag)) {
                return true;
            }
            ++*before;
        }
    }
    return false;
}

static int64_t last_proven(const struct tail *tail)
{
    int64_t last = tail->first - 1;
    int which;
    int before;
    for (int64_t seq = tail->first; seq <= tail->last; seq++) {
        if (proven(tail, seq, &which, &before)) {
            last = seq;
        }
    }
    return last;
}

/* As far as rows go on without a wide gap. */
static int64_t last_near(const struct tail *tail)
{
    int64_t last = tail->first - 1;
    for (int64_t seq = tail->first; seq <= tail->last && seq <= last + GAP_MOST;
         seq++) {
        if (found_rows_count(tail->rebuilding->gathered.rows, seq) > 0) {
            last = seq;
        }
    }
    return last;
}

/* Where the key is not that of these rows, nothing after the last seal can be
   proven: then they are taken as they are, and a new chain begins. */
static bool is_key_of(const struct tail *tail, int64_t last)
{
    const struct keys *keys = tail->rebuilding->gathered.keys;
    bool by_tags =
        last > tail->first || (last == tail->first && tail->seal == NULL);
    return by_tags || (tail->keyed && tail->seal != NULL &&
                       strcmp(keys->chain.id, tail->seal->chain) == 0);
}

static void take_key(struct tail *tail)
{
    const struct keys *keys = tail->rebuilding->gathered.keys;
    const struct found_seal *seal = tail->seal;
    tail->keyed = keys != NULL && keys->chain.id[0] != '\0';
    if (!tail->keyed) {
        return;
    }
    tail->key = keys->chain.key;
    if (seal != NULL && strcmp(keys->chain.id, seal->chain) == 0) {
        for (int64_t i = keys->chain.epoch; i < seal->epoch + 1; i++) {
            tag_key_forward(&tail->key);
        }
    }
}

/* A row that the tag of the next one names is taken before any other. */
static void put_tail(const struct tail *tail, int64_t last)
{
    struct rebuilding *rebuilding = tail->rebuilding;
    for (int64_t seq = tail->first; seq <= last; seq++) {
        int which;
        int next;
        int before;
        struct row row;
        bool itself = proven(tail, seq, &which, &before);
        if (!itself && seq < last && proven(tail, seq + 1, &next, &before)) {
            which = before;
        }
        if (tail->seal != NULL && seq == tail->first && !itself) {
            put_lost(rebuilding, seq); /* the row of the seal */
        } else if (version(rebuilding, seq, which, &row)) {
            put(rebuilding, &row, itself);
        } else {
            put_unproven(rebuilding, seq);
        }
    }
}

static void put_after_seals(struct rebuilding *rebuilding,
                            const struct found_seal *seal)
{
    struct found_rows *found = rebuilding->gathered.rows;
    struct tail tail = {.rebuilding = rebuilding,
                        .seal = seal,
                        .first = rebuilding->made.last.seq + 1,
                        .last = found_rows_last(found)};
    memcpy(tail.tag, rebuilding->made.last.tag, sizeof tail.tag);
    take_key(&tail);
    int64_t last = last_proven(&tail);
    last = seal != NULL && last < tail.first ? tail.first : last;
    if (!is_key_of(&tail, last)) {
        last = last_near(&tail);
    }
    put_tail(&tail, last);
    for (int64_t seq = last + 1; seq <= tail.last; seq++) {
        rebuilding->out->dropped += found_rows_count(found, seq) > 0;
    }
    tag_key_wipe(&tail.key);
}

static void make(struct rebuilding *rebuilding, const char *database)
{
    rebuild_begin(&rebuilding->made, database, rebuilding->out);
    put_after_seals(rebuilding, put_up_to_seals(rebuilding));
    rebuild_put_rest(&rebuilding->made, &rebuilding->gathered);
    rebuild_end(&rebuilding->made, database);
    rebuilding->out->rows = rebuilding->made.last.seq;
}

enum store_result rebuild_database(const struct rebuild_params *params,
                                   struct rebuilt *out)
{
    struct rebuilding rebuilding = {.out = out};
    *out = (struct rebuilt){0};
    if (!rebuild_gather(&rebuilding.gathered, params, out)) {
        rebuilding.made.result = STORE_FAILED;
    } else if (found_rows_last(rebuilding.gathered.rows) > 0) {
        make(&rebuilding, params->database);
    }
    rebuild_forget(&rebuilding.gathered);
    return rebuilding.made.result;
}
