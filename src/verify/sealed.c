#include "verify/sealed.h"

#include <string.h>

bool sealed_read(struct sealed *sealed, const char *text, size_t length)
{
    sealed->good = false;
    sealed->text = text;
    digest_of(text, length, sealed->sha256);
    sealed->read = seal_read(text, length, &sealed->seal, &sealed->line);
    return sealed->read;
}

static void check_signer(const struct sealed *sealed, struct inquiry *inquiry,
                         bool vouched)
{
    const char *who = sealed->seal.who;
    struct account *account = &inquiry->account;
    account->beside += inquiry->signers_beside && !vouched;
    if (inquiry->signers == NULL) {
        account->unsigned_by += !vouched;
        account->signatures++;
    } else if (!signers_allow(inquiry->signers, who, sealed->signer)) {
        char fingerprint[SIGN_FINGERPRINT_SIZE];
        sign_fingerprint(sealed->signer, fingerprint);
        SAY(inquiry, spot_day(sealed->seal.day),
            "unknown signer: %s is not a key of %s in allowed_signers",
            fingerprint, who);
    } else {
        account->signatures++;
    }
}

void sealed_check(struct sealed *sealed, struct inquiry *inquiry,
                  const char *signature, bool vouched)
{
    const char *text = sealed->text;
    struct spot spot = spot_day(sealed->seal.day);
    switch (sshsig_check(signature, text, strlen(text), sealed->signer)) {
    case SSHSIG_GOOD:
        sealed->good = true;
        check_signer(sealed, inquiry, vouched);
        break;
    case SSHSIG_BAD:
        SAY(inquiry, spot, "the signature is not of this seal");
        break;
    case SSHSIG_BROKEN:
        SAY(inquiry, spot, "the signature is none that this program makes");
        break;
    }
}
