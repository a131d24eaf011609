/*
 * bonluon enrol: makes the terminal known to the province. A new first key is
 * drawn, shown, and from then on kept elsewhere, too; the signing key stays
 * what it is. A record that is there goes on: the next start of the terminal
 * adds to it that a new chain begins.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/setup.h"
#include "desk/set_up.h"
#include "display/qr.h"
#include "trust/secret.h"

/*
 * The code, two rows of modules in a line of text. On a terminal its colours
 * are said, black on white, whatever they are otherwise there; elsewhere what
 * is dark is ink, as on the paper it will be printed on.
 */
enum { ROW_SIZE = 32 + 3 * (QR_SIZE_MAX + 2 * QR_QUIET) };

static void say_row(const struct qr *qr, int y, bool coloured)
{
    static const char *const halves[2][2] = {{" ", "▄"}, {"▀", "█"}};
    char row[ROW_SIZE] = "";
    char *end = stpcpy(row, coloured ? "\033[0;30;47m" : "");
    for (int x = -QR_QUIET; x < qr->size + QR_QUIET; x++) {
        end = stpcpy(end, halves[qr_dark(qr, x, y)][qr_dark(qr, x, y + 1)]);
    }
    stpcpy(end, coloured ? "\033[0m\n" : "\n");
    fputs(row, stdout);
    secret_wipe(row, sizeof row);
}

static void say_code(const struct qr *qr)
{
    bool coloured = isatty(STDOUT_FILENO);
    for (int y = -QR_QUIET; y < qr->size + QR_QUIET; y += 2) {
        say_row(qr, y, coloured);
    }
}

static const char steps_vi[] =
    "VIỆC CẦN LÀM\n"
    "1. Giữ dòng khóa đầu tiên ở tỉnh, không giữ ở xã: chụp mã QR, hoặc chép,\n"
    "   hoặc in ra giấy. Ai có khóa này và có máy thì sửa được số liệu mà\n"
    "   không để lại dấu vết. Khóa chỉ hiện một lần này, không hiện lại nữa.\n"
    "2. Thêm dòng allowed_signers vào tệp allowed_signers của tỉnh: nhờ đó "
    "chữ\n"
    "   ký của máy này được nhận.\n"
    "3. So vân tay ở trên với vân tay mà tỉnh ghi lại: hai bên phải giống "
    "nhau.\n"
    "4. Xong thì xóa màn hình này (lệnh: clear) và mọi bản sao còn ở xã.\n";

static const char steps_en[] =
    "WHAT TO DO\n"
    "1. Keep the line of the first key at the province, not at the office:\n"
    "   photograph the QR code, or copy it, or print it. Whoever has this key\n"
    "   and the machine can change figures without a trace. It is shown this\n"
    "   once, and not again.\n"
    "2. Add the allowed_signers line to the province's file allowed_signers:\n"
    "   by it the signatures of this terminal are known.\n"
    "3. Compare the fingerprint above with what the province wrote down: the\n"
    "   two must be the same.\n"
    "4. Then clear this screen (the command: clear), and leave no copy at the\n"
    "   office.\n";

/* In Vietnamese and in English, once, for the one who carries it to the
   province; keeps nothing of it in a buffer of the library. */
static int show(const struct desk_key *key, const struct qr *qr)
{
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("Máy / Terminal: %s\n\n", key->who);
    puts("KHÓA ĐẦU TIÊN, CHỈ HIỆN MỘT LẦN / THE FIRST KEY, SHOWN ONCE ONLY");
    fputs(key->lines.first, stdout);
    fputs("\n\n", stdout);
    say_code(qr);
    printf("\nVÂN TAY KHÓA KÝ / FINGERPRINT OF THE SIGNER\n%s\n\n",
           key->lines.fingerprint);
    printf("DÒNG CHO TỆP / LINE FOR THE FILE allowed_signers\n%s\n\n",
           key->lines.signer);
    printf("%s\n%s", steps_vi, steps_en);
    if (ferror(stdout) != 0) {
        log_error("standard output did not take all of it (%s): the key it "
                  "should have shown is in use now; 'bonluon enrol --anew' "
                  "shows another",
                  strerror(errno));
        return EX_IOERR;
    }
    return EX_OK;
}

static int keep_and_show(const struct desk_key *key, const char *data_dir)
{
    struct qr qr;
    int status = EX_CANTCREAT;
    if (!qr_make(&qr, key->lines.first)) {
        log_error("no memory for the QR code: no key was made");
        return EX_SOFTWARE;
    }
    if (desk_keep_key(data_dir, key)) {
        status = show(key, &qr);
    }
    secret_wipe(&qr, sizeof qr);
    return status;
}

static int enrol(const struct config *config, const char *data_dir, bool anew)
{
    struct desk_key key;
    int status = EX_CANTCREAT;
    if (!desk_draw_key(data_dir, config->unit_code, config->device_id, &key)) {
        return status;
    }
    if (key.another && !anew) {
        log_error("%s: the first key was shown already, "
                  "and it is shown once only: 'bonluon enrol --anew' begins a "
                  "new chain, which 'bonluon verify' will name",
                  data_dir);
    } else {
        status = keep_and_show(&key, data_dir);
    }
    desk_key_wipe(&key);
    return status;
}

int cmd_enrol(const struct options *options)
{
    struct config config;
    char data_dir[FILES_PATH_SIZE];
    int lock = -1;
    int status = setup_config(&config, options);
    if (status == 0) {
        status = setup_data_dir(options, data_dir);
    }
    if (status == 0) {
        lock = setup_lock(data_dir, &status);
    }
    if (lock >= 0) {
        status = enrol(&config, data_dir, options->anew);
        close(lock);
    }
    config_free(&config);
    return status;
}
