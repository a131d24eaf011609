#include "verify/daily.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/who.h"

/* A larger one was not written by this program; and memory is what the
   checker's machine has. */
enum { CSV_MOST = 256 << 20, SIGNATURE_MOST = 4096 };

struct looking {
    struct daily *daily;
    struct inquiry *inquiry;
    struct file_name name;
    bool named; /* the name is one of a daily file */
    struct sealed sealed;
    struct text csv, seal, signature;
};

/* The path of one of the three; what is said from here on is of it. */
static bool path_of(struct looking *looking, const char *ending,
                    char out[FILES_PATH_SIZE])
{
    bool fits =
        text_format(out, FILES_PATH_SIZE, "%s%s", looking->daily->stem, ending);
    findings_file(&looking->inquiry->findings, fits ? out : ending);
    return fits;
}

static bool read_file(struct looking *looking, const char *ending, size_t most,
                      struct text *out)
{
    char path[FILES_PATH_SIZE];
    if (!path_of(looking, ending, path)) {
        SAY(looking->inquiry, spot_file(), "its path is too long");
        return false;
    }
    if (!files_read(path, most, out)) {
        SAY(looking->inquiry, spot_file(), "it cannot be read: %s",
            strerror(errno));
        return false;
    }
    return true;
}

static void read_name(struct looking *looking)
{
    struct daily *daily = looking->daily;
    char file[FILES_PATH_SIZE];
    looking->named =
        text_format(file, sizeof file, "%s.csv", basename(daily->stem)) &&
        file_name_read(file, &looking->name);
    if (looking->named) {
        daily->day = looking->name.day;
        daily->provisional = looking->name.provisional;
        who_write(looking->name.unit, looking->name.device, daily->who);
    }
}

static void keep_seal(struct daily *daily, const struct sealed *sealed)
{
    const struct seal *seal = &sealed->seal;
    daily->sealed = true;
    daily->day = seal->day;
    daily->number = seal->number;
    daily->epoch = seal->epoch;
    daily->before_day = seal->before_day;
    memcpy(daily->sha256, sealed->sha256, sizeof daily->sha256);
    memcpy(daily->chain, seal->chain, sizeof daily->chain);
    memcpy(daily->before_sha256, seal->before_sha256,
           sizeof daily->before_sha256);
    memcpy(daily->who, seal->who, sizeof daily->who);
}

/* What the name says, the seal must say. */
static void check_name(struct looking *looking)
{
    const struct seal *seal = &looking->sealed.seal;
    const struct daily *daily = looking->daily;
    char file[FILES_PATH_SIZE];
    char date[FINDINGS_DATE_SIZE];
    findings_date(seal->day, date);
    if (!text_format(file, sizeof file, "%s.csv", basename(daily->stem)) ||
        strcmp(file, seal->file) != 0) {
        SAY(looking->inquiry, spot_file(), "it is the seal of another file, %s",
            seal->file);
    }
    struct file_name name;
    bool named = file_name_read(seal->file, &name) && !name.provisional &&
                 name.day == seal->day;
    char who[WHO_SIZE] = "";
    if (named) {
        who_write(name.unit, name.device, who);
    }
    if (!named || strcmp(who, seal->who) != 0) {
        SAY(looking->inquiry, spot_file(),
            "the file that it names is not one of %s on %s", seal->who, date);
    }
}

static void look_at_seal(struct looking *looking)
{
    struct sealed *sealed = &looking->sealed;
    struct text *text = &looking->seal;
    if (!read_file(looking, SEAL_ENDING, SEAL_MOST, text)) {
        return;
    }
    if (!sealed_read(sealed, text->data, text->length)) {
        SAY(looking->inquiry, spot_line(sealed->line),
            "it is not as a line of a seal must be here");
        return;
    }
    looking->inquiry->account.seals++;
    check_name(looking);
    keep_seal(looking->daily, sealed);
    inquiry_terminal(looking->inquiry, sealed->seal.who);
    witness_seal(&looking->inquiry->witness, sealed->seal.day, sealed->sha256,
                 sealed->seal.last_tag);
}

static void look_at_signature(struct looking *looking)
{
    struct text *text = &looking->signature;
    if (!read_file(looking, SEAL_SIGNATURE_ENDING, SIGNATURE_MOST, text) ||
        !looking->sealed.read) {
        return;
    }
    if (strlen(text->data) != text->length) {
        SAY(looking->inquiry, spot_file(),
            "it holds a zero byte: it is no signature");
        return;
    }
    sealed_check(&looking->sealed, looking->inquiry, looking->seal.data,
                 text->data);
    looking->daily->good = looking->sealed.good;
    memcpy(looking->daily->signer, looking->sealed.signer,
           sizeof looking->daily->signer);
}

/* By the name, else by what its seal says. */
static struct file_name name_of(const struct looking *looking)
{
    struct file_name name = looking->name;
    struct file_name sealed;
    if (looking->sealed.read &&
        file_name_read(looking->sealed.seal.file, &sealed)) {
        name = sealed;
    }
    return name;
}

static void check_csv(struct looking *looking)
{
    const struct seal *seal =
        looking->sealed.read ? &looking->sealed.seal : NULL;
    struct text *text = &looking->csv;
    char sha256[DIGEST_HEX_SIZE];
    digest_of(text->data, text->length, sha256);
    bool differs = seal != NULL && strcmp(sha256, seal->file_sha256) != 0;
    if (differs) {
        SAY(looking->inquiry, spot_file(),
            "it is not the file that was sealed: another SHA-256");
    }
    if (seal != NULL && (int64_t)text->length != seal->file_bytes) {
        SAY(looking->inquiry, spot_file(),
            "it has %zu bytes, %" PRId64 " were sealed", text->length,
            seal->file_bytes);
    }
    const struct table_params params = {.inquiry = looking->inquiry,
                                        .name = name_of(looking),
                                        .seal = seal,
                                        .differs = differs};
    table_verify(&params, text);
}

static void look_at_csv(struct looking *looking)
{
    struct account *account = &looking->inquiry->account;
    account->files++;
    if (!read_file(looking, ".csv", CSV_MOST, &looking->csv)) {
        return;
    }
    if (!looking->named) {
        SAY(looking->inquiry, spot_file(),
            "its name is not that of a daily file");
    } else if (looking->name.provisional) {
        account->provisional++;
    } else {
        inquiry_terminal(looking->inquiry, looking->daily->who);
    }
    if (looking->named || looking->sealed.read) {
        check_csv(looking);
    }
}

static void check_missing(struct looking *looking)
{
    const struct daily *daily = looking->daily;
    char path[FILES_PATH_SIZE];
    const char *there = daily->seal ? SEAL_ENDING : SEAL_SIGNATURE_ENDING;
    if (!path_of(looking, there, path)) {
        return;
    }
    if (daily->seal && !daily->csv) {
        SAY(looking->inquiry, spot_file(),
            "the CSV that it seals is not there");
    }
    if (daily->seal && !daily->signature) {
        SAY(looking->inquiry, spot_file(), "its signature is not there");
    }
    if (daily->signature && !daily->seal) {
        SAY(looking->inquiry, spot_file(),
            "the seal that it signs is not there");
    }
}

void daily_verify(struct daily *daily, struct inquiry *inquiry,
                  bool may_be_unfinished)
{
    struct looking *looking = calloc(1, sizeof *looking);
    if (looking == NULL) {
        inquiry->failed = true;
        return;
    }
    looking->daily = daily;
    looking->inquiry = inquiry;
    read_name(looking);
    if (daily->seal) {
        look_at_seal(looking);
    }
    if (daily->signature) {
        look_at_signature(looking);
    }
    if (daily->csv) {
        look_at_csv(looking);
    }
    if (!may_be_unfinished) {
        check_missing(looking);
    }
    inquiry->account.days += !daily->provisional;
    text_free(&looking->csv);
    text_free(&looking->seal);
    text_free(&looking->signature);
    free(looking);
}
