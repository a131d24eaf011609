#include "verify/hasher.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/worker.h"

/* Few blocks of many rows: locks are taken seldom, and all of it stays in the
   processor's cache. */
enum { BLOCKS = 4, BLOCK_ROWS = 1024, PATIENCE_MS = 24 * 3600 * 1000 };

struct entry {
    struct row row;
    bool whole;
};

struct block {
    struct entry entries[BLOCK_ROWS];
    int count;
};

struct hasher {
    struct worker *worker;
    const struct first_key *keys;
    int key_count;
    /* Shared, under the worker's lock: blocks filled and blocks done, of all
       that ever were; those between are in the ring. */
    int64_t filled, done;
    bool ending;
    struct block blocks[BLOCKS];
    /* Of the one who adds. */
    /* Of the thread, until it has ended. */
    bool begun; /* some chain has */
    bool known; /* `key` is that of the next row */
    struct tag_key key;
    unsigned char before[TAG_SIZE];
    struct tag_digest digest;
    struct hasher_result result;
};

void hasher_enrolled(const struct row *row, char id[TAG_KEY_ID_SIZE])
{
    size_t length = strspn(row->note, "0123456789abcdef");
    bool named = length == TAG_KEY_ID_SIZE - 1 &&
                 (row->note[length] == ' ' || row->note[length] == '\0');
    memcpy(id, row->note, named ? length : 0);
    id[named ? length : 0] = '\0';
}

static void note_bad(struct hasher *hasher, int64_t seq)
{
    struct hasher_result *result = &hasher->result;
    int64_t *bad = array_add(&result->bad, &result->bad_count,
                             &result->bad_capacity, sizeof *bad);
    if (bad == NULL) {
        result->failed = true;
    } else {
        *bad = seq;
    }
}

static void end_range(struct hasher *hasher, int64_t seq)
{
    struct hasher_result *result = &hasher->result;
    struct hasher_range *range =
        array_add(&result->ranges, &result->range_count,
                  &result->range_capacity, sizeof *range);
    if (range == NULL) {
        result->failed = true;
    } else {
        range->last_seq = seq;
        tag_digest_end(&hasher->digest, range->digest);
    }
    tag_digest_begin(&hasher->digest);
}

static void enrol(struct hasher *hasher, const struct row *row)
{
    char id[TAG_KEY_ID_SIZE];
    hasher_enrolled(row, id);
    /* What is sealed begins with the first chain. */
    if (!hasher->begun) {
        tag_digest_begin(&hasher->digest);
    }
    hasher->begun = true;
    hasher->known = false;
    for (int i = 0; !hasher->known && i < hasher->key_count; i++) {
        if (strcmp(hasher->keys[i].id, id) == 0) {
            hasher->key = hasher->keys[i].key;
            hasher->known = true;
        }
    }
}

static void check_tag(struct hasher *hasher, const struct row *row,
                      const unsigned char *bytes, size_t length)
{
    unsigned char tag[TAG_SIZE];
    if (!hasher->known) {
        hasher->result.unkeyed++;
        return;
    }
    hasher->result.keyed++;
    tag_make(&hasher->key, bytes, length, tag);
    if (memcmp(tag, row->tag, TAG_SIZE) != 0) {
        note_bad(hasher, row->seq);
    }
}

static void hash(struct hasher *hasher, const struct row *row)
{
    unsigned char bytes[TAG_BYTES_MAX];
    size_t length = tag_bytes(row, hasher->before, bytes);
    if (row->kind == ROW_ENROL) {
        enrol(hasher, row);
    }
    if (row->tagged) {
        check_tag(hasher, row, bytes, length);
        memcpy(hasher->before, row->tag, TAG_SIZE);
    } else {
        memset(hasher->before, 0, TAG_SIZE);
    }
    tag_digest_add(&hasher->digest, bytes, length);
    if (row->kind == ROW_CLOSE) {
        end_range(hasher, row->seq);
    } else if (row->kind == ROW_SEAL && hasher->known) {
        tag_key_forward(&hasher->key);
    }
}

/* A row that this program did not write: what follows has nothing to stand on.
 */
static void skip(struct hasher *hasher)
{
    memset(hasher->before, 0xff, TAG_SIZE);
    tag_digest_add(&hasher->digest, hasher->before, TAG_SIZE);
}

static void hash_block(struct hasher *hasher, const struct block *block)
{
    for (int i = 0; i < block->count; i++) {
        const struct entry *entry = &block->entries[i];
        if (entry->whole) {
            hash(hasher, &entry->row);
        } else {
            skip(hasher);
        }
    }
}

static void run(void *context)
{
    struct hasher *hasher = context;
    tag_digest_begin(&hasher->digest);
    worker_lock(hasher->worker);
    while (!hasher->ending || hasher->done < hasher->filled) {
        if (hasher->done == hasher->filled) {
            worker_sleep(hasher->worker, -1);
            continue;
        }
        const struct block *block = &hasher->blocks[hasher->done % BLOCKS];
        worker_unlock(hasher->worker);
        hash_block(hasher, block);
        worker_lock(hasher->worker);
        hasher->done++;
        worker_ring(hasher->worker);
    }
    worker_unlock(hasher->worker);
}

struct hasher *hasher_new(const struct first_key *keys, int key_count)
{
    struct hasher *hasher = calloc(1, sizeof *hasher);
    if (hasher == NULL) {
        return NULL;
    }
    hasher->keys = keys;
    hasher->key_count = key_count;
    hasher->result.failed =
        !worker_start(&hasher->worker, "the check of the tags", run, hasher);
    return hasher;
}

static void pass_on(struct hasher *hasher)
{
    worker_lock(hasher->worker);
    hasher->filled++;
    /* The next block is one that was done, or will be. */
    while (hasher->filled - hasher->done >= BLOCKS) {
        worker_ring(hasher->worker);
        worker_sleep(hasher->worker, -1);
    }
    hasher->blocks[hasher->filled % BLOCKS].count = 0;
    worker_ring(hasher->worker);
    worker_unlock(hasher->worker);
}

void hasher_add(struct hasher *hasher, const struct row *row, bool whole)
{
    if (hasher->worker == NULL) {
        return;
    }
    struct block *block = &hasher->blocks[hasher->filled % BLOCKS];
    struct entry *entry = &block->entries[block->count++];
    entry->row = *row;
    entry->whole = whole;
    if (block->count == BLOCK_ROWS) {
        pass_on(hasher);
    }
}

const struct hasher_result *hasher_end(struct hasher *hasher)
{
    if (hasher->worker != NULL) {
        pass_on(hasher);
        worker_lock(hasher->worker);
        hasher->ending = true;
        worker_ring(hasher->worker);
        worker_unlock(hasher->worker);
        hasher->result.failed =
            !worker_join(hasher->worker, PATIENCE_MS) || hasher->result.failed;
        hasher->worker = NULL;
        tag_key_wipe(&hasher->key);
    }
    return &hasher->result;
}

void hasher_free(struct hasher *hasher)
{
    if (hasher != NULL) {
        const struct hasher_result *result = hasher_end(hasher);
        free(result->bad);
        free(result->ranges);
        free(hasher);
    }
}
