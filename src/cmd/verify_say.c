#include "cmd/verify_say.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#include "base/speak.h"
#include "verify/findings.h"

/* A count and what it counts; left out when it is 0. */
struct phrase {
    size_t at; /* in struct account */
    const char *words;
};

#define COUNT(member) offsetof(struct account, member)

static const struct phrase looked[] = {
    {COUNT(databases), N_("databases")},
    {COUNT(files), N_("CSV files")},
    {COUNT(terminals), N_("terminals")},
    {COUNT(days), N_("days")},
    {COUNT(rows), N_("rows of databases")},
    {COUNT(visits), N_("visits in databases")},
    {COUNT(file_visits), N_("visits in CSV files")},
    {COUNT(seals), N_("seals")},
    {COUNT(signatures), N_("good signatures")},
    {COUNT(keyed), N_("rows checked with the first key")},
    {COUNT(journal_rows), N_("rows of the journal compared")},
    {COUNT(witnesses), N_("witnesses confirmed")},
};

static const struct phrase told[] = {
    {COUNT(recoveries),
     N_("recoveries after trouble (the rows 'recovery' tell what)")},
    {COUNT(enrolments), N_("beginnings of a chain")},
    {COUNT(newer), N_("files with a column that this program does not know, "
                      "and passed over")},
    {COUNT(torn), N_("lines of the journal that a power cut tore")},
    {COUNT(unfinished), N_("unfinished files (.tmp), which a power cut left")},
    {COUNT(unfiled), N_("sealed days whose files are not all in the outbox")},
    {COUNT(lacking),
     N_("stretches that the journal lacks (a power cut; the next start adds "
        "them)")},
    {COUNT(others), N_("other files in the folders, which are of no day")},
    {COUNT(open_begin), N_("terminals whose first days are not here: of what "
                           "came before nothing is "
                           "known")},
};

/* What a seal vouches for all the same. */
static const struct phrase unchecked[] = {
    {COUNT(unkeyed),
     N_("rows whose tags could not be checked: no first key was given for them "
        "(--first-key)")},
    {COUNT(uncovered),
     N_("days sealed by version 0.4.0, whose seals tell of no coverage")},
    {COUNT(beside),
     N_("seals whose list of signers lay beside the files: who made the files "
        "could have made that list, too; give the province's own (--signers)")},
};

static const struct phrase unproven[] = {
    {COUNT(untagged), N_("rows from before the chain: they have no tag")},
    {COUNT(unsealed), N_("CSV files without a seal")},
    {COUNT(provisional), N_("provisional files (_tam): they have no seal")},
    {COUNT(unsigned_by),
     N_("seals of which it is not known who may sign: no list of signers was "
        "given (--signers)")},
    {COUNT(unproven), N_("rows after the last seal, which nothing proves "
                         "without the first key")},
    {COUNT(older_days), N_("days from before the chain: they have no seal")},
};

static int64_t count_of(const struct account *account,
                        const struct phrase *phrase)
{
    return *(const int64_t *)(const void *)((const char *)account + phrase->at);
}

static void say_phrase(const struct account *account,
                       const struct phrase *phrase)
{
    printf("%12" PRId64 "  %s", count_of(account, phrase),
           speak(phrase->words));
    if (phrase->at == COUNT(unproven)) {
        char first[FINDINGS_DATE_SIZE];
        char last[FINDINGS_DATE_SIZE];
        findings_date(account->unproven_first, first);
        findings_date(account->unproven_last, last);
        printf(speak(" (%s to %s)"), first, last);
    }
    putchar('\n');
}

struct chapter {
    const char *title;
    const struct phrase *list;
    size_t count;
};

static void say_chapter(const struct account *account,
                        const struct chapter *chapter)
{
    bool titled = false;
    for (size_t i = 0; i < chapter->count; i++) {
        if (count_of(account, &chapter->list[i]) == 0) {
            continue;
        }
        if (!titled) {
            puts(speak(chapter->title));
            titled = true;
        }
        say_phrase(account, &chapter->list[i]);
    }
}

static void say_end(const struct account *account)
{
    switch (account->verdict) {
    case VERDICT_NOT_AS_IT_WAS:
        printf(speak_count("NOT AS IT WAS: %" PRId64 " finding, named above.\n",
                           "NOT AS IT WAS: %" PRId64
                           " findings, named above.\n",
                           account->wrong),
               account->wrong);
        break;
    case VERDICT_UNREAD:
        puts(speak("COULD NOT BE READ: not all was looked at."));
        break;
    case VERDICT_UNPROVEN:
        puts(speak("NOT PROVEN: nothing was found to be wrong, and nothing "
                   "vouches for some of it."));
        break;
    case VERDICT_AS_IT_WAS:
        puts(speak("AS IT WAS: nothing was found to be wrong."));
        break;
    }
}

#define CHAPTER(title, list)                                                   \
    {                                                                          \
        title, list, sizeof(list) / sizeof(list)[0]                            \
    }

void verify_say(const struct account *account)
{
    static const struct chapter chapters[] = {
        CHAPTER(N_("Looked at:"), looked), CHAPTER(N_("Worth knowing:"), told),
        CHAPTER(N_("Could not be checked:"), unchecked),
        CHAPTER(N_("Nothing vouches for:"), unproven)};
    puts("");
    for (size_t i = 0; i < sizeof chapters / sizeof chapters[0]; i++) {
        say_chapter(account, &chapters[i]);
    }
    say_end(account);
}
