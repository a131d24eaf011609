/* What a start has to say, in rows and of its failure. */
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/speak.h"
#include "recovery/inside.h"

void recovery_tell(struct recovery *recovery, const char *note, int64_t lost)
{
    assert(recovery->told_count < RECOVERY_TOLD_MAX);
    int i = recovery->told_count++;
    text_cut(recovery->told[i].note, sizeof recovery->told[i].note, "%s", note);
    recovery->told[i].lost = lost < INT_MAX ? lost : INT_MAX;
}

enum store_result recovering_fault(struct recovering *start, const char *path,
                                   const char *remedy, int error)
{
    text_cut(start->out->error, sizeof start->out->error, "%s: %s: %s", path,
             strerror(error), speak(remedy));
    return error == ENOSPC ? STORE_FULL : STORE_FAILED;
}

enum store_result recovery_unproven(struct store *store, struct row *out)
{
    enum store_result result = STORE_OK;
    bool all = true;
    out->seq = INT64_MAX;
    do {
        result = store_newest(store, ROW_RECOVERY, out->seq, out);
        all = strstr(out->note, RECOVERY_BACK) == NULL ||
              strstr(out->note, RECOVERY_PROVEN) != NULL;
    } while (result == STORE_OK && out->seq != 0 && all);
    return result;
}
