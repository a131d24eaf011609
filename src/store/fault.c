/* What went wrong with the store, in words that name the file and a remedy. */
#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#include "base/speak.h"
#include "store/inside.h"
#include "store/store.h"

enum store_result store_by_errno(int error, enum store_result otherwise)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT: return STORE_FULL;
    case EACCES:
    case EPERM:
    case EROFS: return STORE_READONLY;
    default: return otherwise;
    }
}

/* What a terminal cannot read back is as lost to it as what reads back wrong;
   of evidence nobody knows what it would say. */
static bool is_lost(const struct store *store, int code)
{
    return code == SQLITE_IOERR_SHORT_READ ||
           (!store->evidence &&
            (code == SQLITE_IOERR_READ || code == SQLITE_IOERR_CORRUPTFS));
}

static enum store_result by_code(const struct store *store, int code, int error)
{
    switch (code & 0xFF) {
    case SQLITE_BUSY: return STORE_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return STORE_DAMAGED;
    case SQLITE_FULL: return STORE_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM: return STORE_READONLY;
    case SQLITE_CANTOPEN: return store_by_errno(error, STORE_FAILED);
    case SQLITE_IOERR:
        return is_lost(store, code) ? STORE_DAMAGED
                                    : store_by_errno(error, STORE_FAILED);
    default: return STORE_FAILED;
    }
}

static const char *const remedies[] = {
    [STORE_MISSING] = N_("start the terminal once, which makes it"),
    [STORE_BUSY] =
        N_("a running terminal holds it: end that first, or take the "
           "closed days from the outbox folder"),
    [STORE_DAMAGED] =
        N_("start the terminal, which sets it aside and begins anew"),
    [STORE_FULL] = N_("free some space"),
    [STORE_READONLY] =
        N_("let the terminal's user write this file and its folder"),
    [STORE_FAILED] = N_("check the disk, then start again"),
    [STORE_OTHER] = N_("start that version; where there was none, start this "
                       "one again"),
};

static const char no_reading[] =
    N_("check the disk, and the permission to read it");
static const char *const remedies_of_evidence[] = {
    [STORE_MISSING] = N_("look for it elsewhere"),
    [STORE_BUSY] = N_("a running terminal holds it: end that first"),
    [STORE_DAMAGED] = N_("keep it as it is, it cannot be read further"),
    [STORE_FULL] = no_reading,
    [STORE_READONLY] = no_reading,
    [STORE_FAILED] = no_reading,
    [STORE_OTHER] = no_reading,
};

/* In one line, cut where the room ends: a message is better short than
   missing. */
static void tell(struct store *store, const char *words, const char *remedy)
{
    text_cut(store->cause, sizeof store->cause, "%s", words);
    for (char *at = store->cause; (at = strchr(at, '\n')) != NULL;) {
        *at = ' ';
    }
    text_cut(store->error, sizeof store->error, "%s: %s: %s", store->path,
             speak(store->cause), speak(remedy));
}

bool store_fault(struct store *store, enum store_result result,
                 const char *words)
{
    store->result = result;
    /* A damaged database is evidence: not a byte of it is to change. */
    store->broken = store->broken || result == STORE_DAMAGED;
    if (store->error[0] == '\0') {
        tell(store, words,
             (store->evidence ? remedies_of_evidence : remedies)[result]);
    }
    return false;
}

enum store_result store_answer(const struct store *store, bool good)
{
    return good ? STORE_OK : store->result;
}

/* The system's errno that belongs to a code; SQLite keeps an old one. */
static int errno_of(const struct store *store, int code)
{
    int kind = code & 0xFF;
    return kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN ||
                   kind == SQLITE_FULL
               ? sqlite3_system_errno(store->db)
               : 0;
}

enum store_result store_read_code(const struct store *store, int code,
                                  char words[STORE_CAUSE_SIZE])
{
    int error = errno_of(store, code);
    /* A code of our own making (a row that cannot be one of ours) has no
       message in the connection. */
    const char *said = sqlite3_extended_errcode(store->db) == code
                           ? sqlite3_errmsg(store->db)
                           : sqlite3_errstr(code);
    if (code == SQLITE_READONLY_ROLLBACK) {
        said =
            N_("what was cut off is in its -journal, and must be rolled back");
    }
    text_cut(words, STORE_CAUSE_SIZE, "%s%s%s%s", said, error != 0 ? " (" : "",
             error != 0 ? strerror(error) : "", error != 0 ? ")" : "");
    return by_code(store, code, error);
}

bool store_fail(struct store *store, int code)
{
    char words[STORE_CAUSE_SIZE];
    enum store_result result = store_read_code(store, code, words);
    return store_fault(store, result, words);
}

enum store_result store_failure(const struct store *store)
{
    return store->result == STORE_OK ? STORE_FAILED : store->result;
}

const char *store_error(const struct store *store)
{
    return store == NULL ? speak("no memory for the database") : store->error;
}

const char *store_cause(const struct store *store)
{
    return store == NULL ? "no memory" : store->cause;
}
