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
    {COUNT(provisional),
     "tệp tạm (_tam) của ngày chưa khép: chưa có niêm phong",
     "provisional files (_tam) of days not over: they have no seal yet"},
    {COUNT(newer),
     "tệp có cột mà chương trình này không biết: cột đó được bỏ qua",
     "files with a column that this program does not know, and passed over"},
    {COUNT(torn), "dòng nhật ký dở dang vì mất điện",
     "lines of the journal that a power cut tore"},
    {COUNT(unfinished), "tệp ghi dở dang (.tmp) vì mất điện",
     "unfinished files (.tmp), which a power cut left"},
    {COUNT(unfiled), "ngày đã niêm phong mà tệp chưa có trong outbox",
     "sealed days whose files are not all in the outbox"},
};

static const struct phrase unchecked[] = {
    {COUNT(unkeyed),
     "dòng có mã chuỗi chưa kiểm được: chưa đưa khóa đầu (--first-key)",
     "rows whose tags could not be checked: no first key was given for them "
     "(--first-key)"},
    {COUNT(unsigned_by),
     "niêm phong chưa biết ai được ký: chưa đưa danh sách người ký (--signers)",
     "seals of which it is not known who may sign: no list of signers was "
     "given (--signers)"},
    {COUNT(beside),
     "niêm phong so với danh sách người ký nằm cạnh tệp: ai làm ra tệp cũng có "
     "thể làm ra danh sách đó; hãy đưa danh sách của tỉnh (--signers)",
     "seals whose list of signers lay beside the files: who made the files "
     "could have made that list, too; give the province's own (--signers)"},
    {COUNT(unproven),
     "dòng sau niêm phong cuối, không có gì chứng minh nếu thiếu khóa đầu",
     "rows after the last seal, which nothing proves without the first key"},
    {COUNT(older_days), "ngày có trước chuỗi: không có niêm phong",
     "days from before the chain: they have no seal"},
    {COUNT(open_begin),
     "thiết bị mà các ngày đầu không có ở đây: không biết trước đó ra sao",
     "terminals whose first days are not here: of what came before nothing is "
     "known"},
};

static int64_t count_of(const struct account *account,
                        const struct phrase *phrase)
{
    return *(const int64_t *)(const void *)((const char *)account + phrase->at);
}

static void say_phrase(const struct verdict *verdict,
                       const struct phrase *phrase, int64_t number)
{
    const struct account *account = verdict->account;
    printf("%12" PRId64 "  %s", number,
           verdict->vietnamese ? phrase->vi : phrase->en);
    if (phrase->at == COUNT(unproven)) {
        char first[FINDINGS_DATE_SIZE];
        char last[FINDINGS_DATE_SIZE];
        findings_date(account->unproven_first, first);
        findings_date(account->unproven_last, last);
        printf(verdict->vietnamese ? " (%s đến %s)" : " (%s to %s)", first,
               last);
    }
    putchar('\n');
}

static void say_list(const struct verdict *verdict, const char *title,
                     const struct phrase *list, size_t count)
{
    bool titled = false;
    for (size_t i = 0; i < count; i++) {
        int64_t number = count_of(verdict->account, &list[i]);
        if (number == 0) {
            continue;
        }
        if (!titled) {
            printf("%s\n", title);
            titled = true;
        }
        say_phrase(verdict, &list[i], number);
    }
}

static void say_end(const struct verdict *verdict)
{
    bool vi = verdict->vietnamese;
    if (verdict->findings > 0) {
        printf(vi ? "CÓ SAI LỆCH: %" PRId64 " phát hiện, nêu ở trên.\n"
               : verdict->findings == 1
                   ? "NOT AS IT WAS: %" PRId64 " finding, named above.\n"
                   : "NOT AS IT WAS: %" PRId64 " findings, named above.\n",
               verdict->findings);
    } else if (!verdict->looked_at_all) {
        puts(vi ? "CHƯA KIỂM TRA HẾT: có thứ không đọc được."
                : "NOT ALL WAS LOOKED AT: something could not be read.");
    } else {
        puts(vi ? "ĐÚNG NHƯ ĐÃ GHI: không phát hiện sai lệch."
                : "AS IT WAS: nothing was found to be wrong.");
    }
}

#define LENGTH(list) (sizeof(list) / sizeof(list)[0])

void verify_say(const struct verdict *verdict)
{
    bool vi = verdict->vietnamese;
    puts("");
    say_list(verdict, vi ? "Đã xem:" : "Looked at:", looked, LENGTH(looked));
    say_list(verdict, vi ? "Nên biết:" : "Worth knowing:", told, LENGTH(told));
    say_list(verdict,
             vi ? "Chưa kiểm được:" : "Could not be checked:", unchecked,
             LENGTH(unchecked));
    say_end(verdict);
}
