/*
 * Rows a second of a verification: a million rows of a sealed record, with the
 * first key and without.
 *
 *     verify FOLDER ROWS
 *
 * Makes the record when the folder has none (as the terminal would have written
 * it, tags, seals and all), and prints "rows seconds-with seconds-without".
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/files.h"
#include "config/config.h"
#include "format/imprint.h"
#include "format/seal.h"
#include "format/wording.h"
#include "store/store.h"
#include "trust/chain_key.h"
#include "trust/first_key.h"
#include "trust/sign_key.h"
#include "trust/signers.h"
#include "trust/sshsig.h"
#include "verify/verify.h"

enum { VISITS_A_DAY = 200, FIRST_DAY = 16000, QUESTIONS = 4, BATCH = 1210 };

struct writer {
    struct store *store;
    struct tag_key key;
    struct first_key first;
    struct sign_key sign;
    struct row rows[BATCH];
    int count;
    int64_t seq;
    unsigned char tag[TAG_SIZE];
    struct tag_digest digest;
    struct seal seal;
    struct text text;
    char signature[SSHSIG_SIZE];
    char hash[DIGEST_HEX_SIZE];
};

static void must(bool good, const char *what)
{
    if (!good) {
        fprintf(stderr, "%s failed\n", what);
        exit(1);
    }
}

static struct row *add(struct writer *writer, enum row_kind kind, int32_t day)
{
    struct row *row = &writer->rows[writer->count++];
    *row = (struct row){.seq = ++writer->seq,
                        .boot = 1,
                        .boottime_ms = writer->seq * 1000,
                        .wall_ms = clock_day_start(day, 420) + 36000000,
                        .day = day,
                        .kind = kind};
    return row;
}

static void tag(struct writer *writer, struct row *row)
{
    unsigned char bytes[TAG_BYTES_MAX];
    size_t length = tag_bytes(row, writer->tag, bytes);
    tag_make(&writer->key, bytes, length, row->tag);
    row->tagged = true;
    memcpy(writer->tag, row->tag, TAG_SIZE);
    tag_digest_add(&writer->digest, bytes, length);
}

static void add_visit(struct writer *writer, int32_t day, int number)
{
    static const char *const ids[] = {"mim-cuoi", "nhe-nhang", "lang-nghe",
                                      "giup-do"};
    int64_t visit = 100000000000000 + writer->seq * 7919;
    struct row *row = add(writer, ROW_VISIT, day);
    row->visit = visit;
    strcpy(row->item, "4-luon");
    strcpy(row->note, "0.4.0");
    tag(writer, row);
    for (int i = 0; i < QUESTIONS; i++) {
        int level = 1 + (number + i) % 5;
        row = add(writer, ROW_ANSWER, day);
        row->visit = visit;
        row->value = level;
        row->elapsed_ms = 1500;
        strcpy(row->item, ids[i]);
        snprintf(row->note, sizeof row->note, "vi %.16s", writer->hash);
        sum_question(&writer->seal.sum, "4-luon", ids[i], 5)
            ->raw.counts[level - 1]++;
        tag(writer, row);
    }
    row = add(writer, ROW_END, day);
    row->visit = visit;
    row->value = 1;
    tag(writer, row);
    writer->seal.sum.visits++;
    writer->seal.sum.complete++;
    writer->seal.sum.clean++;
}

static void seal_day(struct writer *writer, int32_t day)
{
    struct seal *seal = &writer->seal;
    struct row *close = add(writer, ROW_CLOSE, day);
    char date[CLOCK_DATE_SIZE];
    clock_date(day, date);
    close->value = day;
    strcpy(close->note, "van-truong quay-1 comma 420");
    tag(writer, close);
    tag_digest_end(&writer->digest, seal->rows_digest);
    seal->day = day;
    seal->number++;
    seal->last_seq = close->seq;
    memcpy(seal->last_tag, close->tag, TAG_SIZE);
    snprintf(seal->closed_at, sizeof seal->closed_at, "%sT10:00:00+07:00",
             date);
    snprintf(seal->file, sizeof seal->file, "4luon_van-truong_quay-1_%s.csv",
             date);
    text_clear(&writer->text);
    seal_write(seal, &writer->text);
    sshsig_make(&writer->sign, writer->text.data, writer->text.length,
                writer->signature);
    struct row *row = add(writer, ROW_SEAL, day);
    row->value = day;
    digest_of(writer->text.data, writer->text.length, row->note);
    tag_digest_begin(&writer->digest);
    tag(writer, row);
    tag_key_forward(&writer->key);
    strcpy(seal->before_sha256, row->note);
    seal->before_day = day;
    seal->epoch++;
    seal->first_seq = row->seq;
}

static void commit(struct writer *writer, int32_t day)
{
    const struct store_seal seal = {day, writer->text.data, writer->signature};
    const struct store_batch batch = {.rows = writer->rows,
                                      .row_count = writer->count,
                                      .seals = &seal,
                                      .seal_count = 1};
    must(store_append(writer->store, &batch) == STORE_OK, "a day");
    writer->count = 0;
    writer->seal.sum = (struct sum){.day = 0};
}

static void add_wording(struct writer *writer)
{
    static const char text[] =
        "wording\t1\nform\t4-luon\t1\t5\nlanguages\tvi\ntitle\tx\n"
        "level\ta\nlevel\tb\nlevel\tc\nlevel\td\nlevel\te\n"
        "question\tmim-cuoi\ntext\tx\ntheme\t\n"
        "question\tnhe-nhang\ntext\tx\ntheme\t\n"
        "question\tlang-nghe\ntext\tx\ntheme\t\n"
        "question\tgiup-do\ntext\tx\ntheme\t\n";
    digest_of(text, sizeof text - 1, writer->hash);
    const struct store_wording wording = {writer->hash, text};
    const struct store_batch batch = {.wordings = &wording, .wording_count = 1};
    must(store_append(writer->store, &batch) == STORE_OK, "the wording");
}

static void begin(struct writer *writer, const char *folder)
{
    struct chain_key key;
    char line[FIRST_KEY_SIZE];
    char path[FILES_PATH_SIZE];
    chain_key_draw(&key, true);
    strcpy(writer->first.who, "van-truong/quay-1");
    strcpy(writer->first.id, key.id);
    writer->first.key = writer->key = key.key;
    first_key_write(&writer->first, line);
    must(files_join(path, folder, "first") &&
             files_replace(path, line, strlen(line), FILES_UNSYNCED) &&
             sign_key_make(&writer->sign, folder) &&
             signers_enter(folder, writer->first.who, writer->sign.public_key),
         "the keys");
    strcpy(writer->seal.who, writer->first.who);
    strcpy(writer->seal.chain, key.id);
    digest_of("", 0, writer->seal.file_sha256);
    writer->seal.first_seq = 1;
    tag_digest_begin(&writer->digest);
    struct row *row = add(writer, ROW_ENROL, FIRST_DAY);
    row->value = 1;
    snprintf(row->note, sizeof row->note, "%s %s", key.id,
             writer->sign.fingerprint);
    tag(writer, row);
}

static void write_record(const char *folder, const char *path, int64_t rows)
{
    struct writer *writer = calloc(1, sizeof *writer);
    must(writer != NULL && store_open(&writer->store, path, true) == STORE_OK,
         path);
    add_wording(writer);
    begin(writer, folder);
    for (int32_t day = FIRST_DAY; writer->seq < rows; day++) {
        for (int i = 0; i < VISITS_A_DAY; i++) {
            add_visit(writer, day, i + day);
        }
        seal_day(writer, day);
        commit(writer, day);
    }
    store_close(writer->store);
    text_free(&writer->text);
    free(writer);
}

static void say(void *context, const char *line)
{
    (void)context;
    fprintf(stderr, "%s\n", line);
    exit(1);
}

static double seconds(const char *path, const struct first_key *key,
                      int64_t *rows)
{
    char why[VERIFY_WHY_SIZE];
    const struct verify_params params = {
        .say = say, .keys = key, .key_count = key != NULL};
    int64_t begin_ms = clock_now().boot_ms;
    struct account account;
    struct verify *verify = verify_new(&params);
    must(verify != NULL && verify_path(verify, path, why) == VERIFY_DONE &&
             verify_end(verify, &account) && account.wrong == 0,
         why);
    *rows = account.rows;
    verify_free(verify);
    return (double)(clock_now().boot_ms - begin_ms) / 1000;
}

int main(int argc, char **argv)
{
    char path[FILES_PATH_SIZE];
    char first[FILES_PATH_SIZE];
    struct text line = {0};
    struct first_key key;
    int64_t rows = 0;
    must(argc == 3 && files_make_folder(argv[1]) &&
             files_join(path, argv[1], "bonluon.db") &&
             files_join(first, argv[1], "first"),
         "verify FOLDER ROWS");
    if (!files_exists(path)) {
        write_record(argv[1], path, atoll(argv[2]));
    }
    must(files_read(first, FIRST_KEY_SIZE, &line) &&
             first_key_read(line.data, &key),
         "the first key");
    seconds(path, NULL, &rows); /* into the cache */
    double with = seconds(path, &key, &rows);
    double without = seconds(path, NULL, &rows);
    printf("%" PRId64 " %.3f %.3f\n", rows, with, without);
    text_free(&line);
    return 0;
}
