#include "display/qr.h"

#include <qrencode.h>
#include <string.h>

bool qr_make(struct qr *qr, const char *text)
{
    qr->size = 0;
    memset(qr->dark, 0, sizeof qr->dark);
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (code == NULL) {
        return false;
    }
    if (code->width <= QR_SIZE_MAX) {
        qr->size = code->width;
        for (int i = 0; i < code->width * code->width; i++) {
            qr->dark[i] = code->data[i] & 1; /* the rest is of what kind */
        }
        /* It may be a secret's (the first key), and free leaves it there. */
        explicit_bzero(code->data, (size_t)(code->width * code->width));
    }
    QRcode_free(code);
    return qr->size > 0;
}

bool qr_dark(const struct qr *qr, int x, int y)
{
    return x >= 0 && y >= 0 && x < qr->size && y < qr->size &&
           qr->dark[y * qr->size + x] != 0;
}
