/* What went wrong, to be told once. */
#include <errno.h>
#include <string.h>

#include "base/speak.h"
#include "record/inside.h"

const char *record_error(const struct record *record)
{
    if (record == NULL) {
        return speak("no memory for the record");
    }
    return record->error[0] != '\0' ? record->error
                                    : store_error(record->store);
}

enum store_result record_fault(struct record *record, const char *path,
                               const char *remedy, int error)
{
    text_cut(record->error, sizeof record->error, "%s: %s: %s", path,
             strerror(error), speak(remedy));
    record->failed = true;
    return error == ENOSPC ? STORE_FULL : STORE_FAILED;
}

enum store_result record_no_memory(struct record *record)
{
    text_cut(record->error, sizeof record->error, "%s",
             speak("no memory for the record: close other programs"));
    return STORE_FAILED;
}
