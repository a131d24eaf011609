#include "cmd/verify_say.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#include "verify/findings.h"

/* A count and what it counts; left out when it is 0. */
struct phrase {
    size_t at; /* in struct account */
    const char *vi, *en;
};

#define COUNT(member) offsetof(struct account, member)

static const struct phrase looked[] = {
    {COUNT(databases), "cơ sở dữ liệu", "databases"},
    {COUNT(files), "tệp CSV", "CSV files"},
    {COUNT(terminals), "thiết bị", "terminals"},
    {COUNT(days), "ngày", "days"},
    {COUNT(rows), "dòng trong cơ sở dữ liệu", "rows of databases"},
    {COUNT(visits), "lượt trong cơ sở dữ liệu", "visits in databases"},
    {COUNT(file_visits), "lượt trong tệp CSV", "visits in CSV files"},
    {COUNT(seals), "niêm phong", "seals"},
    {COUNT(signatures), "chữ ký đúng", "good signatures"},
    {COUNT(keyed), "dòng đã kiểm bằng khóa đầu",
     "rows checked with the first key"},
    {COUNT(journal_rows), "dòng nhật ký đã đối chiếu",
     "rows of the journal compared"},
    {COUNT(witnesses), "lời chứng được xác nhận", "witnesses confirmed"},
};

static const struct phrase told[] = {
    {COUNT(recoveries),
     "lần phục hồi sau sự cố (dòng 'recovery' ghi lại việc gì)",
     "recoveries after trouble (the rows 'recovery' tell what)"},
    {COUNT(enrolments), "lần bắt đầu chuỗi khóa", "beginnings of a chain"},
    {COUNT(newer),
     "tệp có cột mà chương trình này không biết: cột đó được bỏ qua",
     "files with a column that this program does not know, and passed over"},
    {COUNT(torn), "dòng nhật ký dở dang vì mất điện",
     "lines of the journal that a power cut tore"},
    {COUNT(unfinished), "tệp ghi dở dang (.tmp) vì mất điện",
     "unfinished files (.tmp), which a power cut left"},
    {COUNT(unfiled), "ngày đã niêm phong mà tệp chưa có trong outbox",
     "sealed days whose files are not all in the outbox"},
    {COUNT(lacking),
     "quãng dòng mà nhật ký thiếu (mất điện; lần khởi động sau sẽ bù)",
     "stretches that the journal lacks (a power cut; the next start adds "
     "them)"},
    {COUNT(others), "tệp khác trong thư mục, không phải tệp của ngày nào",
     "other files in the folders, which are of no day"},
    {COUNT(open_begin),
     "thiết bị mà các ngày đầu không có ở đây: không biết trước đó ra sao",
     "terminals whose first days are not here: of what came before nothing is "
     "known"},
};

/* What a seal vouches for all the same. */
static const struct phrase unchecked[] = {
    {COUNT(unkeyed),
     "dòng có mã chuỗi chưa kiểm được: chưa đưa khóa đầu (--first-key)",
     "rows whose tags could not be checked: no first key was given for them "
     "(--first-key)"},
    {COUNT(uncovered),
     "ngày do bản 0.4.0 niêm phong: số phút sẵn sàng không có trong niêm phong",
     "days sealed by version 0.4.0, whose seals tell of no coverage"},
    {COUNT(beside),
     "niêm phong so với danh sách người ký nằm cạnh tệp: ai làm ra tệp cũng có "
     "thể làm ra danh sách đó; hãy đưa danh sách của tỉnh (--signers)",
     "seals whose list of signers lay beside the files: who made the files "
     "could have made that list, too; give the province's own (--signers)"},
};

static const struct phrase unproven[] = {
    {COUNT(untagged), "dòng có trước chuỗi: không có mã",
     "rows from before the chain: they have no tag"},
    {COUNT(unsealed), "tệp CSV không có niêm phong",
     "CSV files without a seal"},
    {COUNT(provisional), "tệp tạm (_tam): không có niêm phong",
     "provisional files (_tam): they have no seal"},
    {COUNT(unsigned_by),
     "niêm phong chưa biết ai được ký: chưa đưa danh sách người ký (--signers)",
     "seals of which it is not known who may sign: no list of signers was "
     "given (--signers)"},
    {COUNT(unproven),
     "dòng sau niêm phong cuối, không có gì chứng minh nếu thiếu khóa đầu",
     "rows after the last seal, which nothing proves without the first key"},
    {COUNT(older_days), "ngày có trước chuỗi: không có niêm phong",
     "days from before the chain: they have no seal"},
};

static int64_t count_of(const struct account *account,
                        const struct phrase *phrase)
{
    return *(const int64_t *)(const void *)((const char *)account + phrase->at);
}

static void say_phrase(const struct account *account, bool vietnamese,
                       const struct phrase *phrase)
{
    printf("%12" PRId64 "  %s", count_of(account, phrase),
           vietnamese ? phrase->vi : phrase->en);
    if (phrase->at == COUNT(unproven)) {
        char first[FINDINGS_DATE_SIZE];
        char last[FINDINGS_DATE_SIZE];
        findings_date(account->unproven_first, first);
        findings_date(account->unproven_last, last);
        printf(vietnamese ? " (%s đến %s)" : " (%s to %s)", first, last);
    }
    putchar('\n');
}

struct chapter {
    const char *vi, *en;
    const struct phrase *list;
    size_t count;
};

static void say_chapter(const struct account *account, bool vietnamese,
                        const struct chapter *chapter)
{
    bool titled = false;
    for (size_t i = 0; i < chapter->count; i++) {
        if (count_of(account, &chapter->list[i]) == 0) {
            continue;
        }
        if (!titled) {
            puts(vietnamese ? chapter->vi : chapter->en);
            titled = true;
        }
        say_phrase(account, vietnamese, &chapter->list[i]);
    }
}

static void say_end(const struct account *account, bool vi)
{
    switch (account->verdict) {
    case VERDICT_NOT_AS_IT_WAS:
        printf(vi ? "KHÔNG CÒN NHƯ ĐÃ GHI: %" PRId64 " phát hiện, nêu ở trên.\n"
               : account->wrong == 1
                   ? "NOT AS IT WAS: %" PRId64 " finding, named above.\n"
                   : "NOT AS IT WAS: %" PRId64 " findings, named above.\n",
               account->wrong);
        break;
    case VERDICT_UNREAD:
        puts(vi ? "KHÔNG ĐỌC ĐƯỢC: có thứ không đọc được, nên chưa kiểm tra "
                  "hết."
                : "COULD NOT BE READ: not all was looked at.");
        break;
    case VERDICT_UNPROVEN:
        puts(vi ? "CHƯA CHỨNG MINH ĐƯỢC: không thấy sai lệch, nhưng có thứ "
                  "không có gì bảo đảm."
                : "NOT PROVEN: nothing was found to be wrong, and nothing "
                  "vouches for some of it.");
        break;
    case VERDICT_AS_IT_WAS:
        puts(vi ? "ĐÚNG NHƯ ĐÃ GHI: không phát hiện sai lệch."
                : "AS IT WAS: nothing was found to be wrong.");
        break;
    }
}

#define CHAPTER(vi, en, list)                                                  \
    {                                                                          \
        vi, en, list, sizeof(list) / sizeof(list)[0]                           \
    }

void verify_say(const struct account *account, bool vietnamese)
{
    static const struct chapter chapters[] = {
        CHAPTER("Đã xem:", "Looked at:", looked),
        CHAPTER("Nên biết:", "Worth knowing:", told),
        CHAPTER("Chưa kiểm được:", "Could not be checked:", unchecked),
        CHAPTER("Không có gì bảo đảm:", "Nothing vouches for:", unproven)};
    puts("");
    for (size_t i = 0; i < sizeof chapters / sizeof chapters[0]; i++) {
        say_chapter(account, vietnamese, &chapters[i]);
    }
    say_end(account, vietnamese);
}
