/* What can be found of a record: its rows where they lie, seals and wordings
   as a whole, for these are few. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/speak.h"
#include "recovery/inside.h"
#include "store/journal.h"
#include "trust/sshsig.h"

/* No row takes fewer bytes, in any file. */
enum { ROW_BYTES_LEAST = 20 };

static void add_wording(struct gathered *gathered,
                        const struct store_wording *wording)
{
    struct found_wording found;
    digest_of(wording->text, strlen(wording->text), found.hash);
    if (strcmp(found.hash, wording->hash) != 0) {
        return;
    }
    for (int i = 0; i < gathered->wording_count; i++) {
        if (strcmp(gathered->wordings[i].hash, found.hash) == 0) {
            return;
        }
    }
    struct found_wording *added =
        array_add(&gathered->wordings, &gathered->wording_count,
                  &gathered->wording_capacity, sizeof *added);
    if (added == NULL) {
        gathered->failed = true;
        return;
    }
    found.text = strdup(wording->text);
    gathered->failed = gathered->failed || found.text == NULL;
    *added = found;
}

static bool is_ours(const struct keys *keys, const struct store_seal *seal)
{
    unsigned char key[SIGN_PUBLIC_SIZE];
    return keys != NULL && keys->sign.fingerprint[0] != '\0' &&
           sshsig_check(seal->signature, seal->text, strlen(seal->text), key) ==
               SSHSIG_GOOD &&
           memcmp(key, keys->sign.public_key, sizeof key) == 0;
}

/* What it says; of one that says nothing only the text is kept. A damaged page
   may have given it another day: its text is believed where it is signed. */
static void read_seal(struct found_seal *found, const struct gathered *gathered,
                      const struct store_seal *seal)
{
    struct seal *read = malloc(sizeof *read);
    bool ours = is_ours(gathered->keys, seal);
    int line;
    if (read != NULL &&
        seal_read(seal->text, strlen(seal->text), read, &line) &&
        (read->day == seal->day || ours)) {
        found->day = read->day;
        found->ours = ours;
        found->epoch = read->epoch;
        found->first = read->first_seq;
        found->last = read->last_seq;
        memcpy(found->chain, read->chain, sizeof found->chain);
        memcpy(found->rows_digest, read->rows_digest,
               sizeof found->rows_digest);
        memcpy(found->last_tag, read->last_tag, sizeof found->last_tag);
    }
    free(read);
}

static void free_seal(struct found_seal *seal)
{
    free(seal->text);
    free(seal->signature);
}

/* The sources go in the order of days: mostly it is the same again. */
static bool is_last(const struct gathered *gathered,
                    const struct store_seal *seal)
{
    const struct found_seal *last =
        gathered->seal_count == 0 ? NULL
                                  : &gathered->seals[gathered->seal_count - 1];
    return last != NULL && last->day == seal->day &&
           strcmp(last->text, seal->text) == 0 &&
           strcmp(last->signature, seal->signature) == 0;
}

static void add_seal(struct gathered *gathered, const struct store_seal *seal)
{
    if (is_last(gathered, seal)) {
        return;
    }
    struct found_seal found = {.day = seal->day,
                               .text = strdup(seal->text),
                               .signature = strdup(seal->signature)};
    struct found_seal *added =
        found.text == NULL || found.signature == NULL
            ? NULL
            : array_add(&gathered->seals, &gathered->seal_count,
                        &gathered->seal_capacity, sizeof *added);
    if (added == NULL) {
        free_seal(&found);
        gathered->failed = true;
        return;
    }
    digest_of(seal->text, strlen(seal->text), found.sha256);
    read_seal(&found, gathered, seal);
    *added = found;
}

/* Of a day's seals that which counts most first. */
static int by_day(const void *a, const void *b)
{
    const struct found_seal *x = a;
    const struct found_seal *y = b;
    return x->day != y->day ? (x->day > y->day) - (x->day < y->day)
                            : y->ours - x->ours;
}

static void sort_seals(struct gathered *gathered)
{
    int kept = 0;
    if (gathered->seal_count == 0) {
        return;
    }
    qsort(gathered->seals, (size_t)gathered->seal_count,
          sizeof *gathered->seals, by_day);
    for (int i = 0; i < gathered->seal_count; i++) {
        struct found_seal *seal = &gathered->seals[i];
        if (kept > 0 && gathered->seals[kept - 1].day == seal->day) {
            free_seal(seal);
        } else {
            gathered->seals[kept++] = *seal;
        }
    }
    gathered->seal_count = kept;
}

static bool take_line(void *context, const struct journal_line *line)
{
    struct gathered *gathered = context;
    switch (line->kind) {
    case JOURNAL_ROW: break;
    case JOURNAL_WORDING: add_wording(gathered, &line->wording); break;
    case JOURNAL_SEAL: add_seal(gathered, &line->seal); break;
    }
    return found_rows_line(gathered->rows, gathered->journal, line) &&
           !gathered->failed;
}

static bool take_seal(void *context, const struct store_seal *seal)
{
    add_seal(context, seal);
    return !((struct gathered *)context)->failed;
}

static bool take_wording(void *context, const struct store_wording *wording)
{
    add_wording(context, wording);
    return !((struct gathered *)context)->failed;
}

/* What SQLite does not give of it is not there. False without memory. */
static bool look_at_database(struct gathered *gathered, const char *path)
{
    struct store *store;
    const struct store_seals seals = {INT32_MIN, INT32_MAX, take_seal,
                                      gathered};
    const struct store_wordings wordings = {take_wording, gathered};
    if (path == NULL) {
        return true;
    }
    if (store_open_evidence(&store, path) != STORE_OK) {
        store_close(store);
        return true;
    }
    enum store_result seals_read = store_seals(store, &seals);
    enum store_result wordings_read = store_wordings(store, &wordings);
    (void)seals_read;
    (void)wordings_read;
    return found_rows_store(gathered->rows, store);
}

static int64_t size_of(const char *path, const char *ending)
{
    char name[FILES_PATH_SIZE];
    bool named =
        path != NULL && text_format(name, sizeof name, "%s%s", path, ending);
    int64_t size = named ? files_size(name) : 0;
    return size > 0 ? size : 0;
}

void rebuild_tell_journal(const char *journal, int error,
                          char out[RECOVERY_ERROR_SIZE])
{
    text_cut(
        out, RECOVERY_ERROR_SIZE,
        speak("%s: %s: the database cannot be made anew without the journal: "
              "check that disk and its permissions"),
        journal, strerror(error));
}

bool rebuild_gather(struct gathered *gathered,
                    const struct rebuild_params *params, struct rebuilt *out)
{
    int64_t size = size_of(params->damaged, "") +
                   size_of(params->damaged, "-wal") +
                   size_of(params->backup, "") + journal_size(params->journal);
    *gathered =
        (struct gathered){.keys = params->keys, .journal = params->journal};
    gathered->rows = found_rows_new(size / ROW_BYTES_LEAST);
    struct journal_scan scan = {.folder = params->journal,
                                .from_day = INT32_MIN,
                                .take = take_line,
                                .context = gathered};
    /* The journal first: its lines have a check, a row of a database has
       none. */
    if (gathered->rows != NULL && !journal_read(&scan) &&
        journal_is_there(errno)) {
        rebuild_tell_journal(params->journal, errno, out->error);
        return false;
    }
    if (gathered->rows == NULL ||
        !look_at_database(gathered, params->damaged) ||
        !look_at_database(gathered, params->backup) || gathered->failed) {
        text_cut(out->error, sizeof out->error,
                 speak("%s: no memory to rebuild it: close other programs"),
                 params->database);
        return false;
    }
    found_rows_sort(gathered->rows);
    sort_seals(gathered);
    return true;
}

void rebuild_forget(struct gathered *gathered)
{
    for (int i = 0; i < gathered->seal_count; i++) {
        free_seal(&gathered->seals[i]);
    }
    for (int i = 0; i < gathered->wording_count; i++) {
        free(gathered->wordings[i].text);
    }
    free(gathered->seals);
    free(gathered->wordings);
    found_rows_free(gathered->rows);
    *gathered = (struct gathered){0};
}
