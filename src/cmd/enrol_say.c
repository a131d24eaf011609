#include "cmd/enrol_say.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "trust/secret.h"
#include "trust/signers.h"

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

bool enrol_say(const struct enrol_say *say)
{
    char signer[SIGNERS_LINE_SIZE];
    signers_line(say->first->who, say->sign->public_key, signer);
    /* A buffer of the library would keep the key. */
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("Máy / Terminal: %s\n\n", say->first->who);
    puts("KHÓA ĐẦU TIÊN, CHỈ HIỆN MỘT LẦN / THE FIRST KEY, SHOWN ONCE ONLY");
    fputs(say->line, stdout);
    fputs("\n\n", stdout);
    say_code(say->qr);
    printf("\nVÂN TAY KHÓA KÝ / FINGERPRINT OF THE SIGNER\n%s\n\n",
           say->sign->fingerprint);
    printf("DÒNG CHO TỆP / LINE FOR THE FILE allowed_signers\n%s\n\n", signer);
    printf("%s\n%s", steps_vi, steps_en);
    return ferror(stdout) == 0;
}
