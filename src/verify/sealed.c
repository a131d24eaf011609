#include "verify/sealed.h"

#include <string.h>

bool sealed_read(struct sealed *sealed, const char *text, size_t length)
{
    sealed->good = false;
    digest_of(text, length, sealed->sha256);
    sealed->read = seal_read(text, length, &sealed->seal, &sealed->line);
    return sealed->read;
}

static void check_signer(const struct sealed *sealed,
                         const struct sealed_params *params)
{
    const char *who = sealed->seal.who;
    struct account *account = params->account;
    account->beside += params->beside;
    if (params->signers == NULL) {
        account->unsigned_by++;
        account->signatures++;
    } else if (!signers_allow(params->signers, who, sealed->signer)) {
        char fingerprint[SIGN_FINGERPRINT_SIZE];
        sign_fingerprint(sealed->signer, fingerprint);
        findings_add(params->findings, spot_day(sealed->seal.day),
                     "unknown signer: %s is not a key of %s in allowed_signers",
                     fingerprint, who);
    } else {
        account->signatures++;
    }
}

void sealed_check(struct sealed *sealed, const struct sealed_params *params,
                  const char *text, const char *signature)
{
    struct spot spot = spot_day(sealed->seal.day);
    switch (sshsig_check(signature, text, strlen(text), sealed->signer)) {
    case SSHSIG_GOOD:
        sealed->good = true;
        check_signer(sealed, params);
        break;
    case SSHSIG_BAD:
        findings_add(params->findings, spot,
                     "the signature is not of this seal");
        break;
    case SSHSIG_BROKEN:
        findings_add(params->findings, spot,
                     "the signature is none that this program makes");
        break;
    }
}
