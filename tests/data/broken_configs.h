/*
 * What can be wrong in a config: one change to the files of the tree, and all
 * the faults that it must bring. The files are those of with_config_files.
 */
#ifndef TESTS_DATA_BROKEN_CONFIGS_H
#define TESTS_DATA_BROKEN_CONFIGS_H

enum which { INI, FORM, VI, EN };

/* clang-format off */
static const struct {
    enum which which;
    const char *from, *to;
    const char *faults;
} broken[] = {
/* [office] */
{INI, "UBND", "=UBND",
 "bonluon.ini:12: name[vi] begins with = + - or @, which a spreadsheet would "
 "run; begin with a letter\n"},
{INI, "UBND", "\\nUBND",
 "bonluon.ini:12: name[vi] holds a line break, a TAB or another control "
 "character; write it as one plain line\n"},
{INI, "UBND", "a\\tb",
 "bonluon.ini:12: name[vi] holds a line break, a TAB or another control "
 "character; write it as one plain line\n"},
{INI, "UBND", "＝1",
 "bonluon.ini:12: name[vi] begins with = + - or @, which a spreadsheet would "
 "run; begin with a letter\n"},
{INI, "name[en]=V", "name[em]=V",
 "bonluon.ini:9: name[en] is missing; add name[en]=... below [office]\n"
 "bonluon.ini:13: unknown key name[em] in [office]; did you mean name[en]?\n"},
{INI, "UBND xã Vân Trường", "",
 "bonluon.ini:12: name[vi] is empty; write its text behind the =\n"},
{INI, "VANTRUONG", "VÂN",
 "bonluon.ini:17: unit_code is no code for a file name; write 1 to 31 of "
 "A-Z, a-z, 0-9 and -, not - first\n"},
{INI, "QUAY-1", "-1",
 "bonluon.ini:18: device_id is no code for a file name; write 1 to 31 of "
 "A-Z, a-z, 0-9 and -, not - first\n"},
{INI, "QUAY-1", "12345678901234567890123456789012",
 "bonluon.ini:18: device_id is no code for a file name; write 1 to 31 of "
 "A-Z, a-z, 0-9 and -, not - first\n"},
/* [screen] */
{INI, "width_mm=344", "width_mm=99",
 "bonluon.ini:23: width_mm=99 is not a whole number from 100 to 2000; write "
 "one, and nothing behind it\n"},
{INI, "width_mm=344", "",
 "bonluon.ini:20: width_mm is missing; measure the lit part of the glass "
 "from left to right and add width_mm=344 below [screen]\n"},
{INI, "1920x1080", "1920*1080",
 "bonluon.ini:27: size=1920*1080 is no size of 480 to 3840 pixels each way; "
 "write 1920x1080\n"},
{INI, "1920x1080", "1920x10800",
 "bonluon.ini:27: size=1920x10800 is no size of 480 to 3840 pixels each way; "
 "write 1920x1080\n"},
/* [hours] */
{INI, "+07:00\n", "7\n",
 "bonluon.ini:32: utc_offset=7 is no offset from -12:00 to +14:00; write "
 "+07:00 for Vietnam\n"},
{INI, "+07:00\n", "+14:01\n",
 "bonluon.ini:32: utc_offset=+14:01 is no offset from -12:00 to +14:00; "
 "write +07:00 for Vietnam\n"},
{INI, "monday=07:30", "monday=7h30",
 "bonluon.ini:38: monday is not made of hours; write 07:30-11:30 "
 "13:30-17:00, or nothing when closed\n"},
{INI, "monday=07:30-11:30", "monday=07:30-13:31",
 "bonluon.ini:38: monday has spans that overlap or go back; write them in "
 "order\n"},
{INI, "monday=07:30-11:30", "monday=11:30-07:30",
 "bonluon.ini:38: monday has a span that ends before it begins; write 00:00 "
 "to 24:00, the earlier first\n"},
{INI, "sunday=", "sunday=01:00-02:00 03:00-04:00 05:00-06:00 07:00-08:00 "
                 "09:00-10:00",
 "bonluon.ini:44: sunday has more than 4 spans; join some\n"},
{INI, "monday=", "mondey=",
 "bonluon.ini:38: unknown key mondey in [hours]; did you mean monday?\n"},
{INI, "closed=", "closed=2027-02-30;Tết;2027-01-01",
 "bonluon.ini:48: closed: 2027-02-30 is no date; write 2027-01-01, and ; "
 "between two dates\n"
 "bonluon.ini:48: closed: Tết is no date; write 2027-01-01, and ; between "
 "two dates\n"},
/* [languages] */
{INI, "vi;en", "vi;en;vi",
 "bonluon.ini:53: offered: vi stands twice; remove one\n"},
{INI, "vi;en", "vi;em",
 "bonluon.ini:53: offered: em has no file assets/lang/em.ini; did you mean "
 "en?\n"},
{INI, "vi;en", "vi;../en",
 "bonluon.ini:53: offered: ../en is no language; write codes such as vi;en\n"},
{INI, "vi;en", "",
 "bonluon.ini:53: offered names no language; write vi;en\n"},
/* [survey] */
{INI, "form=4-luon", "form=../4-luon",
 "bonluon.ini:58: form=../4-luon is no name of a form; write form=4-luon\n"},
/* [timing], [export] */
{INI, "settle_ms=500", "settle_ms=-1",
 "bonluon.ini:66: settle_ms=-1 is not a whole number from 0 to 60000; write "
 "one, and nothing behind it\n"},
{INI, "idle_ms=30000", "idle_ms=99999999999999999999",
 "bonluon.ini:78: idle_ms=99999999999999999999 is not a whole number from 1 "
 "to 3600000; write one, and nothing behind it\n"},
{INI, "settle_ms", "setle_ms",
 "bonluon.ini:66: unknown key setle_ms in [timing]; did you mean "
 "settle_ms?\n"},
{INI, "separator=comma", "separator=,",
 "bonluon.ini:99: separator=, is unknown; write comma, semicolon or tab\n"},
{INI, "[export]", "[exprot]",
 "bonluon.ini:96: unknown section [exprot]; did you mean [export]?\n"},
/* the form */
{FORM, "id=4-luon", "id=5-biet",
 "forms/4-luon.ini:10: id=5-biet is not the file's own name; write "
 "id=4-luon\n"},
{FORM, "version=1\n", "",
 "forms/4-luon.ini:9: version is missing; add version=1, and count it up at "
 "each change of the wording\n"},
{FORM, "count=5", "count=6",
 "forms/4-luon.ini:18: count=6 is not a whole number from 3 to 5; write one, "
 "and nothing behind it\n"},
{FORM, "count=5", "count=4",
 "forms/4-luon.ini:27: unknown key 5[vi] in [levels]; the keys there are "
 "count, 1[vi], 1[en], 2[vi], 2[en], 3[vi], 3[en], 4[vi], 4[en]\n"
 "forms/4-luon.ini:28: unknown key 5[en] in [levels]; the keys there are "
 "count, 1[vi], 1[en], 2[vi], 2[en], 3[vi], 3[en], 4[vi], 4[en]\n"},
{FORM, "3[en]=Neutral\n", "",
 "forms/4-luon.ini:15: 3[en] is missing; add 3[en]=... below [levels]\n"},
{FORM, "[question:nhe-nhang]", "[question:mim-cuoi]",
 "forms/4-luon.ini:51: section [question:mim-cuoi] stands at line 35 already; "
 "give this one another name, or put its keys there\n"},
{FORM, "[question:nhe-nhang]", "[question:Nhẹ]",
 "forms/4-luon.ini:51: [question:Nhẹ] names no id; write [question:ID], an "
 "id of 1 to 31 of a-z, 0-9 and -\n"},
{FORM, "text[en]=Did our staff always help you?\n", "",
 "forms/4-luon.ini:83: text[en] is missing; add text[en]=... below "
 "[question:giup-do]\n"},
{FORM, "reason:noi-to[en]=Spoke rather loudly\n", "",
 "forms/4-luon.ini:51: reason:noi-to[en] is missing; add "
 "reason:noi-to[en]=... below [question:nhe-nhang]\n"},
{FORM, "reason:noi-nhanh[vi]", "reason:noi-to[vi]",
 "forms/4-luon.ini:51: reason:noi-nhanh[vi] is missing; add "
 "reason:noi-nhanh[vi]=... below [question:nhe-nhang]\n"
 "forms/4-luon.ini:58: key reason:noi-to[vi] stands at line 56 already; "
 "remove one of the two\n"},
{FORM, "reason:noi-to[vi]", "reason:Noi_To[vi]",
 "forms/4-luon.ini:51: reason:noi-to[vi] is missing; add "
 "reason:noi-to[vi]=... below [question:nhe-nhang]\n"
 "forms/4-luon.ini:56: reason:Noi_To[vi] names no id; write reason:ID[vi], "
 "an id of 1 to 31 of a-z, 0-9 and -\n"},
{FORM, "reason:huong-dan[vi]", "reason:muon[en]=Late\nreason:huong-dan[vi]",
 "forms/4-luon.ini:83: reason:muon[vi] is missing; add reason:muon[vi]=... "
 "below [question:giup-do]\n"
 "forms/4-luon.ini:99: reason:chua-ai-giup[vi] is one reason too many; a "
 "question has at most 6\n"
 "forms/4-luon.ini:100: reason:chua-ai-giup[en] is one reason too many; a "
 "question has at most 6\n"},
/* languages */
{EN, "back=", "bakc=",
 "assets/lang/en.ini:8: back is missing; add back=... below [words]\n"
 "assets/lang/en.ini:9: unknown key bakc in [words]; did you mean back?\n"},
{EN, "%1 of %2", "%1 of 4",
 "assets/lang/en.ini:12: progress lacks %1 or %2; write %1 where the "
 "question's number goes, %2 where their count goes\n"},
{VI, "code=vi", "code=en",
 "assets/lang/vi.ini:5: code=en is not the file's own name; write code=vi\n"},
{VI, "name=Tiếng Việt\n", "",
 "assets/lang/vi.ini:4: name is missing; add name=... below [language]\n"},
};
/* clang-format on */

#endif
