#include "verify/compare.h"

#include <inttypes.h>
#include <string.h>

#include "base/speak.h"

struct comparing {
    enum compare_how how;
    int untold; /* visits that bear a flag which no daily file tells */
    char *what;
};

static bool differ(const struct comparing *comparing, const char *name,
                   int64_t stated, int64_t counted)
{
    text_cut(comparing->what, COMPARE_WHAT_SIZE,
             speak("%s: %" PRId64 " stated, %" PRId64 " counted"), speak(name),
             stated, counted);
    return false;
}

static bool same(const struct comparing *comparing, const char *name,
                 int64_t stated, int64_t counted)
{
    return stated == counted || differ(comparing, name, stated, counted);
}

/* Visits of which nothing may be in a daily file: as many as the whole lacks
   at most. So many may bear a flag that the file does not tell. */
struct leeway {
    int lacking, untold;
};

static bool near(const struct comparing *comparing, const char *name,
                 int64_t stated, int64_t counted, struct leeway leeway)
{
    bool good = comparing->how == COMPARE_FILE
                    ? stated >= counted - leeway.untold &&
                          stated <= counted + leeway.lacking
                    : stated == counted;
    return good || differ(comparing, name, stated, counted);
}

static bool is_untold(const struct sum *counted, int flag)
{
    return guard_told(1u << flag) == 0 && counted->flags[flag] == 0;
}

static int untold_of(const struct sum *stated, const struct sum *counted)
{
    int untold = 0;
    for (int i = 0; i < GUARD_FLAG_COUNT; i++) {
        untold += is_untold(counted, i) ? stated->flags[i] : 0;
    }
    return untold;
}

static bool compare_visits(const struct comparing *comparing,
                           const struct sum *stated, const struct sum *counted)
{
    const struct leeway lacking = {stated->visits - counted->visits, 0};
    const struct leeway clean = {lacking.lacking, comparing->untold};
    int complete =
        counted->complete + (stated->older ? counted->no_opinion : 0);
    char name[64];
    bool good =
        near(comparing, "visits", stated->visits, counted->visits, lacking) &&
        same(comparing, "complete visits", stated->complete, complete) &&
        (stated->older || comparing->how == COMPARE_FILE ||
         same(comparing, "visits without an opinion", stated->no_opinion,
              counted->no_opinion));
    for (int i = 0; good && i < GUARD_FLAG_COUNT; i++) {
        struct leeway leeway = lacking;
        if (is_untold(counted, i)) {
            leeway.lacking = stated->flags[i];
        }
        text_cut(name, sizeof name, speak("visits flagged %s"),
                 guard_flag_name((enum guard_flag)(1u << i)));
        good =
            near(comparing, name, stated->flags[i], counted->flags[i], leeway);
    }
    return good && near(comparing, "visits without a flag", stated->clean,
                        counted->clean, clean);
}

static bool compare_levels(const struct comparing *comparing, const char *name,
                           const struct score *stated,
                           const struct score *counted, int untold)
{
    const struct leeway leeway = {0, untold};
    char level[COMPARE_WHAT_SIZE / 2];
    for (int i = 0; i < stated->levels; i++) {
        text_cut(level, sizeof level, speak("%.80s, level %d"), name, i + 1);
        if (!near(comparing, level, stated->counts[i], counted->counts[i],
                  leeway)) {
            return false;
        }
    }
    return true;
}

static int reason_count(const struct sum_question *question, const char *id)
{
    int i = 0;
    while (i < question->reason_count &&
           strcmp(question->reasons[i].id, id) != 0) {
        i++;
    }
    return i == question->reason_count ? 0 : question->reasons[i].count;
}

static bool compare_reasons(const struct comparing *comparing, const char *name,
                            const struct sum_question *stated,
                            const struct sum_question *counted)
{
    bool good =
        same(comparing, name, stated->reason_count, counted->reason_count);
    for (int i = 0; good && i < counted->reason_count; i++) {
        const struct sum_reason *reason = &counted->reasons[i];
        good = same(comparing, reason->id, reason_count(stated, reason->id),
                    reason->count);
    }
    return good;
}

static bool compare_question(const struct comparing *comparing,
                             bool stated_older,
                             const struct sum_question *stated,
                             const struct sum_question *counted)
{
    char name[COMPARE_WHAT_SIZE / 2];
    text_cut(name, sizeof name, speak("question %s %s"), stated->form,
             stated->id);
    bool good =
        compare_levels(comparing, name, &stated->raw, &counted->raw, 0) &&
        same(comparing, name, stated->skipped, counted->skipped) &&
        same(comparing, name, stated->na, counted->na) &&
        same(comparing, name, stated->left, counted->left);
    if (good && (!stated_older || comparing->how == COMPARE_SUM)) {
        good = compare_levels(comparing, name, &stated->clean, &counted->clean,
                              comparing->untold) &&
               compare_reasons(comparing, name, stated, counted);
    }
    return good;
}

static bool compare_questions(const struct comparing *comparing,
                              const struct sum *stated,
                              const struct sum *counted)
{
    bool good = same(comparing, "questions", stated->question_count,
                     counted->question_count);
    for (int i = 0; good && i < counted->question_count; i++) {
        const struct sum_question *question = &counted->questions[i];
        const struct sum_question *claim = sum_find(stated, question);
        if (claim == NULL) {
            text_cut(comparing->what, COMPARE_WHAT_SIZE,
                     speak("question %s %s is not stated"), question->form,
                     question->id);
            return false;
        }
        good = compare_question(comparing, stated->older, claim, question);
    }
    return good;
}

static bool compare_languages(const struct comparing *comparing,
                              const struct sum *stated,
                              const struct sum *counted)
{
    bool good = same(comparing, "languages", stated->language_count,
                     counted->language_count);
    for (int i = 0; good && i < counted->language_count; i++) {
        const struct sum_language *a = &stated->languages[i];
        const struct sum_language *b = &counted->languages[i];
        char name[COMPARE_WHAT_SIZE / 2];
        text_cut(name, sizeof name, speak("language %s"), b->code);
        good = same(comparing, name, strcmp(a->code, b->code) == 0, true) &&
               same(comparing, name, a->visits, b->visits);
    }
    return good;
}

/* Of a visit that has no row the codes are in no file. */
static bool compare_names(const struct comparing *comparing,
                          const struct sum *stated, const struct sum *counted)
{
    const struct leeway lacking = {stated->visits - counted->visits, 0};
    char name[COMPARE_WHAT_SIZE / 2];
    int total = 0;
    bool good = true;
    for (int i = 0; good && i < stated->also_count; i++) {
        const struct sum_also *also = &stated->also[i];
        int visits = 0;
        for (int k = 0; k < counted->also_count; k++) {
            const struct sum_also *other = &counted->also[k];
            visits += strcmp(other->who, also->who) == 0 ? other->visits : 0;
        }
        total += visits > 0;
        text_cut(name, sizeof name, speak("visits of %s"), also->who);
        good = near(comparing, name, also->visits, visits, lacking);
    }
    return good && same(comparing, "other codes", total, counted->also_count);
}

static bool compare_forms(const struct comparing *comparing,
                          const struct sum *stated, const struct sum *counted)
{
    bool good =
        same(comparing, "forms", stated->form_count, counted->form_count);
    for (int i = 0; good && i < counted->form_count; i++) {
        const struct sum_form *form = &counted->forms[i];
        const struct sum_form *claim = sum_find_form(stated, form);
        char name[COMPARE_WHAT_SIZE / 2];
        text_cut(name, sizeof name, speak("form %s, wording %.16s"), form->id,
                 form->wording);
        good = same(comparing, name, claim != NULL, true) &&
               same(comparing, name, claim->version, form->version) &&
               same(comparing, name, claim->visits, form->visits);
    }
    return good;
}

static bool compare_rows(const struct comparing *comparing,
                         const struct sum *stated, const struct sum *counted)
{
    return same(comparing, "lost", stated->lost, counted->lost) &&
           compare_languages(comparing, stated, counted) &&
           compare_forms(comparing, stated, counted);
}

static bool compare_hours(const struct comparing *comparing,
                          const struct sum *stated, const struct sum *counted)
{
    char name[64];
    bool good = same(comparing, "lost", stated->lost, counted->lost);
    for (int i = 0; good && i < SUM_HOURS; i++) {
        const struct sum_hour *a = &stated->hours[i];
        const struct sum_hour *b = &counted->hours[i];
        text_cut(name, sizeof name, speak("hour %d"), i);
        good = same(comparing, name, a->visits, b->visits) &&
               same(comparing, name, a->points, b->points) &&
               same(comparing, name, a->answers, b->answers);
    }
    return good;
}

bool compare_counts(const struct sum *stated, const struct sum *counted,
                    enum compare_how how, char what[COMPARE_WHAT_SIZE])
{
    const struct comparing comparing = {how, untold_of(stated, counted), what};
    what[0] = '\0';
    return compare_visits(&comparing, stated, counted) &&
           compare_questions(&comparing, stated, counted) &&
           (stated->older || compare_names(&comparing, stated, counted)) &&
           (how == COMPARE_FILE || stated->older ||
            compare_rows(&comparing, stated, counted)) &&
           (how != COMPARE_SUM || compare_hours(&comparing, stated, counted));
}
