/*
 * What can be wrong in a config: one change to the files of the tree, and all
 * the faults that it must bring. The files are those of with_config_files.
 */
#ifndef TESTS_CONFIG_BROKEN_CONFIGS_H
#define TESTS_CONFIG_BROKEN_CONFIGS_H

#include "broken.h"

/* clang-format off */
static const struct broken broken[] = {
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
{INI, "UBND", "\xc2\xa0=1",
 "bonluon.ini:12: name[vi] begins with = + - or @, which a spreadsheet would "
 "run; begin with a letter\n"},
{INI, "UBND", "\xe2\x80\x8b\xe3\x80\x80\xef\xbc\xa0x",
 "bonluon.ini:12: name[vi] begins with = + - or @, which a spreadsheet would "
 "run; begin with a letter\n"},
{INI, "UBND", "\xe2\x80\x8bUBND",
 "bonluon.ini:12: name[vi] begins or ends with a space; remove it\n"},
{INI, "UBND", "＝1",
 "bonluon.ini:12: name[vi] begins with = + - or @, which a spreadsheet would "
 "run; begin with a letter\n"},
{INI, "name[en]=V", "name[em]=V",
 "bonluon.ini:13: unknown key name[em] in [office]; did you mean name[en]?\n"},
{INI, "UBND xã Vân Trường", "",
 "bonluon.ini:12: name[vi] is empty; write its text behind the =\n"},
{INI, "UBND xã Vân Trường", "\"UBND xã Vân Trường\"",
 "bonluon.ini:12: name[vi] stands in quotation marks, which would be shown; "
 "remove them\n"},
{INI, "UBND xã Vân Trường", "“UBND xã Vân Trường”",
 "bonluon.ini:12: name[vi] stands in quotation marks, which would be shown; "
 "remove them\n"},
{INI, "UBND xã Vân Trường", "בניין העירייה",
 "bonluon.ini:12: name[vi] is written from right to left, which the screens "
 "cannot show; offer another language\n"},
/* Two slips, of which neither explains what else is missing. */
{INI, "name[en]=V", "nmae[en]=V",
 "bonluon.ini:13: unknown key nmae[en] in [office]; did you mean name[en]?\n"},
{INI, "name[en]=V", "nom=V",
 "bonluon.ini:9: name[en] is missing; add name[en]=... below [office]\n"
 "bonluon.ini:13: unknown key nom in [office]; the keys there are name[vi], "
 "unit_code, device_id, pledge[vi], pledge[en], logo, name[en]\n"},
/* All that is missing is missing for the one slip. */
{INI, "[office]", "[ofice]",
 "bonluon.ini:9: unknown section [ofice]; did you mean [office]?\n"},
{INI, "[screen]", "[sreen]",
 "bonluon.ini:33: unknown section [sreen]; did you mean [screen]?\n"},
{INI, "width_mm=344", "widht_mm=344",
 "bonluon.ini:36: unknown key widht_mm in [screen]; did you mean width_mm?\n"},
{INI, "VANTRUONG", "VÂN",
 "bonluon.ini:17: unit_code is no code for a file name; write 1 to 31 of "
 "A-Z, a-z, 0-9 and -, not - first\n"},
{INI, "VANTRUONG", "",
 "bonluon.ini:17: [office] unit_code is not set: write it behind the =, 1 to "
 "31 of A-Z, a-z, 0-9 and -\n"},
{INI, "QUAY-1", "",
 "bonluon.ini:18: [office] device_id is not set: write it behind the =, 1 to "
 "31 of A-Z, a-z, 0-9 and -\n"},
{INI, "QUAY-1", "-1",
 "bonluon.ini:18: device_id is no code for a file name; write 1 to 31 of "
 "A-Z, a-z, 0-9 and -, not - first\n"},
{INI, "QUAY-1", "12345678901234567890123456789012",
 "bonluon.ini:18: device_id is no code for a file name; write 1 to 31 of "
 "A-Z, a-z, 0-9 and -, not - first\n"},
{INI, "pledge[en]=Our promise: we smile, we are gentle, we listen, we help.\n",
 "",
 "bonluon.ini:9: pledge[en] is missing; add pledge[en]=... below [office]\n"},
{INI, "Our promise: we smile, we are gentle, we listen, we help.", "",
 "bonluon.ini:25: pledge[en] is empty; write its text behind the =\n"},
{INI, "pledge[vi]=", "pledge[vi]=@",
 "bonluon.ini:24: pledge[vi] begins with = + - or @, which a spreadsheet "
 "would run; begin with a letter\n"},
{INI, "pledge[en]", "pledge",
 "bonluon.ini:25: unknown key pledge in [office]; did you mean "
 "pledge[en]?\n"},
{INI, "\nlogo=", "\nlogo=logo.png",
 "bonluon.ini:31: logo: logo.png cannot be read: No such file or directory; "
 "put a PNG there, or write logo= for none\n"},
{INI, "\nlogo=", "\nlogo=/",
 "bonluon.ini:31: logo: / cannot be read: Is a directory; put a PNG there, or "
 "write logo= for none\n"},
{INI, "\nlogo=", "\nlogo=bonluon.ini",
 "bonluon.ini:31: logo: bonluon.ini is no PNG; save the picture as one\n"},
{INI, "\nlogo=", "\nlgoo=",
 "bonluon.ini:31: unknown key lgoo in [office]; did you mean logo?\n"},
/* [screen] */
{INI, "width_mm=344", "width_mm=79",
 "bonluon.ini:36: width_mm=79 is not a whole number from 80 to 1250 "
 "millimetres; write one, and nothing behind it\n"},
{INI, "width_mm=344", "width_mm=1920",
 "bonluon.ini:36: width_mm=1920 counts pixels, and millimetres are wanted; "
 "measure the lit part of the glass from left to right (15.6 inches: 344)\n"},
{INI, "width_mm=344", "width_mm=15.6",
 "bonluon.ini:36: width_mm=15.6 is not a whole number from 80 to 1250 "
 "millimetres; write one, and nothing behind it\n"},
{INI, "width_mm=344", "width_mm=",
 "bonluon.ini:36: [screen] width_mm is not set: measure the lit part of the "
 "glass from left to right and write width_mm=344\n"},
{INI, "width_mm=344", "",
 "bonluon.ini:33: width_mm is missing; measure the lit part of the glass "
 "from left to right and add width_mm=344 below [screen]\n"},
{INI, "1920x1080", "1920*1080",
 "bonluon.ini:40: size=1920*1080 is no size of 480 to 3840 pixels each way; "
 "write 1920x1080\n"},
{INI, "1920x1080", "1920x10800",
 "bonluon.ini:40: size=1920x10800 is no size of 480 to 3840 pixels each way; "
 "write 1920x1080\n"},
{INI, "low_reach=no", "low_reach=Yes",
 "bonluon.ini:46: low_reach=Yes is unknown; write no or yes\n"},
{INI, "low_reach", "low-reach",
 "bonluon.ini:46: unknown key low-reach in [screen]; did you mean "
 "low_reach?\n"},
{INI, "reduced_motion=no", "reduced_motion=",
 "bonluon.ini:50: reduced_motion= is unknown; write no or yes\n"},
{INI, "\nmonitor=",
 "\nmonitor=0123456789012345678901234567890123456789012345678901234567890123",
 "bonluon.ini:62: monitor is no name of a monitor; write one of at most 63 "
 "bytes, as xrandr says it, or a number from 1\n"},
{INI, "\nmonitor=", "\nmonitors=",
 "bonluon.ini:62: unknown key monitors in [screen]; did you mean monitor?\n"},
/* [hours] */
{INI, "+07:00\n", "7\n",
 "bonluon.ini:67: utc_offset=7 is no offset from -12:00 to +14:00; write "
 "+07:00 for Vietnam\n"},
{INI, "+07:00\n", "+14:01\n",
 "bonluon.ini:67: utc_offset=+14:01 is no offset from -12:00 to +14:00; "
 "write +07:00 for Vietnam\n"},
{INI, "monday=07:30", "monday=7h30",
 "bonluon.ini:73: monday is not made of hours; write 07:30-11:30 "
 "13:30-17:00, or leave it empty\n"},
{INI, "monday=07:30-11:30", "monday=07:30-13:31",
 "bonluon.ini:73: monday has spans that overlap or go back; write them in "
 "order\n"},
{INI, "monday=07:30-11:30", "monday=11:30-07:30",
 "bonluon.ini:73: monday has a span that ends before it begins; write the "
 "earlier time first, and a night as 00:00-07:00 20:00-24:00\n"},
{INI, "sunday=", "sunday=01:00-02:00 03:00-04:00 05:00-06:00 07:00-08:00 "
                 "09:00-10:00",
 "bonluon.ini:79: sunday has more than 4 spans; join some\n"},
{INI, "monday=", "mondey=",
 "bonluon.ini:73: unknown key mondey in [hours]; did you mean monday?\n"},
{INI, "\nclosed=", "\nclose=",
 "bonluon.ini:84: unknown key close in [hours]; did you mean closed?\n"},
/* [languages] */
{INI, "vi;en", "vi;en;vi",
 "bonluon.ini:103: offered: vi stands twice; remove one\n"},
{INI, "vi;en", "vi;em",
 "bonluon.ini:103: offered: em has no file assets/lang/em.ini; did you mean "
 "en?\n"},
{INI, "vi;en", "vi;../en",
 "bonluon.ini:103: offered: ../en is no language; write codes such as vi;en\n"},
{INI, "vi;en", "",
 "bonluon.ini:103: offered names no language; write vi;en\n"},
/* [survey] */
{INI, "form=4-luon", "form=../4-luon",
 "bonluon.ini:113: form=../4-luon is no name of a form; write form=4-luon\n"},
{INI, "form=4-luon\n", "form=\n",
 "bonluon.ini:113: form= is no name of a form; write form=4-luon\n"},
{INI, "#from:2027-01-01=5", "from:2027-02-30=5",
 "bonluon.ini:119: from:2027-02-30 names no date; write "
 "from:2027-01-01=5-tieu-chi\n"},
{INI, "#from:2027-01-01=5", "from:2027-1-1=5",
 "bonluon.ini:119: from:2027-1-1 names no date; write "
 "from:2027-01-01=5-tieu-chi\n"},
{INI, "#from:2027-01-01=5-tieu-chi", "from:2027-01-01=",
 "bonluon.ini:119: from:2027-01-01= is no name of a form; write "
 "from:2027-01-01=5-tieu-chi\n"},
{INI, "#from:2027-01-01=5", "from:2027-01-01=5-biet\nfrom:2027-01-01=5",
 "bonluon.ini:120: key from:2027-01-01 stands at line 119 already; remove one "
 "of the two\n"},
{INI, "#from:2027-01-01=5", "form:2027-06-30=5",
 "bonluon.ini:119: unknown key form:2027-06-30 in [survey]; did you mean "
 "from:2027-01-01?\n"},
{INI, "\nrotating=", "\nrotating=5 biết",
 "bonluon.ini:125: rotating=5 biết is no name of a form; write "
 "rotating=5-biet\n"},
{INI, "\nrotating=", "\nrotating=4-luon",
 "bonluon.ini:125: rotating=4-luon is asked as a whole too, by form or from; "
 "name another one, or none\n"},
{INI, "\nlevels=", "\nlevels=6",
 "bonluon.ini:131: levels=6 is not a whole number from 3 to 5; write one, and "
 "nothing behind it\n"},
{INI, "reasons=no", "reasons=maybe",
 "bonluon.ini:137: reasons=maybe is unknown; write no or yes\n"},
{INI, "reasons=no", "reason=no",
 "bonluon.ini:137: unknown key reason in [survey]; did you mean reasons?\n"},
/* [voice] */
{INI, "\non=no", "\non=1",
 "bonluon.ini:144: on=1 is unknown; write no or yes\n"},
{INI, "\non=no", "\non=yes",
 "bonluon.ini:152: folder: there is no folder voice; put the recordings "
 "there, or write on=no\n"},
{INI, "\non=no", "\non=yes\n#",
 "bonluon.ini:153: folder: there is no folder voice; put the recordings "
 "there, or write on=no\n"},
{INI, "\nquiet=", "\nquiet=20:00-07:00",
 "bonluon.ini:156: quiet has a span that ends before it begins; write the "
 "earlier time first, and a night as 00:00-07:00 20:00-24:00\n"},
{INI, "\nquiet=", "\nquiet=noon",
 "bonluon.ini:156: quiet is not made of hours; write 07:30-11:30 13:30-17:00, "
 "or leave it empty\n"},
{INI, "[voice]", "[vocie]",
 "bonluon.ini:139: unknown section [vocie]; did you mean [voice]?\n"},
/* [export] */
{INI, "separator=comma", "separator=,",
 "bonluon.ini:215: separator=, is unknown; write comma, semicolon or tab\n"},
{INI, "\ntargets=", "\ntargets=/srv/a;srv/b; /srv/a/ ;/;/srv/c",
 "bonluon.ini:221: targets: srv/b is no absolute path of a folder here; write "
 "one such as /srv/4luon, and ; between two\n"
 "bonluon.ini:221: targets: /srv/a stands twice; remove one\n"
 "bonluon.ini:221: targets: / is no absolute path of a folder here; write one "
 "such as /srv/4luon, and ; between two\n"},
{INI, "\ntargets=", "\ntargets=C:\\Users\\lan",
 "bonluon.ini:221: a path of Windows, which this machine has not; write one of "
 "this machine, such as /srv/4luon\n"},
{INI, "\nlogo=", "\nlogo=D:\\new\\logo.png",
 "bonluon.ini:31: a path of Windows, which this machine has not; write one of "
 "this machine, such as /srv/4luon\n"},
{INI, "\ntargets=", "\ntargets=D:/4luon",
 "bonluon.ini:221: targets: D:/4luon is no absolute path of a folder here; "
 "write one such as /srv/4luon, and ; between two\n"},
{INI, "\ntargets=", "\ntargets=/a;/b;/c;/d;/e",
 "bonluon.ini:221: targets: /e is one more than 4; leave some out\n"},
{INI, "\ntargets=", "\ntarget=",
 "bonluon.ini:221: unknown key target in [export]; did you mean targets?\n"},
{INI, "upload_command=", "upload_command=gui-tep",
 "bonluon.ini:229: upload_command: gui-tep: is no absolute path; write the "
 "whole path of a program that can be run, without arguments, or nothing\n"},
{INI, "upload_command=", "upload_command=/none/such",
 "bonluon.ini:229: upload_command: /none/such: No such file or directory; "
 "write the whole path of a program that can be run, without arguments, or "
 "nothing\n"},
{INI, "upload_command=", "upload_command=/usr/bin",
 "bonluon.ini:229: upload_command: /usr/bin: is no file; write the whole path "
 "of a program that can be run, without arguments, or nothing\n"},
{INI, "upload_command=", "upload_command=/etc/passwd",
 "bonluon.ini:229: upload_command: /etc/passwd: cannot be executed; write the "
 "whole path of a program that can be run, without arguments, or nothing\n"},
{INI, "[export]", "[exprot]",
 "bonluon.ini:212: unknown section [exprot]; did you mean [export]?\n"},
/* [trust] */
{INI, "witness=no", "witness=1",
 "bonluon.ini:236: witness=1 is unknown; write no or yes\n"},
{INI, "witness=no", "witnes=no",
 "bonluon.ini:236: unknown key witnes in [trust]; did you mean witness?\n"},
{INI, "\nlog=", "\nlog=log",
 "bonluon.ini:242: log: log is no absolute path of a folder; write the whole "
 "path, or nothing for the folder log beside the database\n"},
{INI, "\nlog=", "\nlgo=/srv/log",
 "bonluon.ini:242: unknown key lgo in [trust]; did you mean log?\n"},
{INI, "[trust]", "[trsut]",
 "bonluon.ini:231: unknown section [trsut]; did you mean [trust]?\n"},
/* the form */
{FORM, "id=4-luon", "id=5-biet",
 "forms/4-luon.ini:15: id=5-biet is not the file's own name; write "
 "id=4-luon\n"},
{FORM, "version=3\n", "",
 "forms/4-luon.ini:14: version is missing; add version=1, and count it up at "
 "each change of the wording\n"},
{FORM, "count=5", "count=6",
 "forms/4-luon.ini:23: count=6 is not a whole number from 3 to 5; write one, "
 "and nothing behind it\n"},
{FORM, "count=5", "count=4",
 "forms/4-luon.ini:32: unknown key 5[vi] in [levels]; the keys there are "
 "count, 1[vi], 1[en], 2[vi], 2[en], 3[vi], 3[en], 4[vi], 4[en]\n"
 "forms/4-luon.ini:33: unknown key 5[en] in [levels]; the keys there are "
 "count, 1[vi], 1[en], 2[vi], 2[en], 3[vi], 3[en], 4[vi], 4[en]\n"},
{FORM, "3[en]=Neutral\n", "",
 "forms/4-luon.ini:20: 3[en] is missing; add 3[en]=... below [levels]\n"},
{FORM, "[question:nhe-nhang]", "[question:mim-cuoi]",
 "forms/4-luon.ini:56: section [question:mim-cuoi] stands at line 40 already; "
 "give this one another name, or put its keys there\n"},
{FORM, "[question:nhe-nhang]", "[question:Nhẹ]",
 "forms/4-luon.ini:56: [question:Nhẹ] names no id; write [question:ID], an "
 "id of 1 to 31 of a-z, 0-9 and -\n"},
{FORM, "text[en]=How happy are you with the help you got?\n", "",
 "forms/4-luon.ini:88: text[en] is missing; add text[en]=... below "
 "[question:giup-do]\n"},
{FORM, "reason:huong-dan[vi]", "na[vi]=Không\nreason:huong-dan[vi]",
 "forms/4-luon.ini:88: na[en] is missing; add na[en]=... below "
 "[question:giup-do]\n"},
{FORM, "reason:noi-to[en]=Spoke rather loudly\n", "",
 "forms/4-luon.ini:56: reason:noi-to[en] is missing; add "
 "reason:noi-to[en]=... below [question:nhe-nhang]\n"},
{FORM, "reason:noi-nhanh[vi]", "reason:noi-to[vi]",
 "forms/4-luon.ini:56: reason:noi-nhanh[vi] is missing; add "
 "reason:noi-nhanh[vi]=... below [question:nhe-nhang]\n"
 "forms/4-luon.ini:63: key reason:noi-to[vi] stands at line 61 already; "
 "remove one of the two\n"},
{FORM, "reason:noi-to[vi]", "reason:Noi_To[vi]",
 "forms/4-luon.ini:56: reason:noi-to[vi] is missing; add "
 "reason:noi-to[vi]=... below [question:nhe-nhang]\n"
 "forms/4-luon.ini:61: reason:Noi_To[vi] names no id; write reason:ID[vi], "
 "an id of 1 to 31 of a-z, 0-9 and -\n"},
{FORM, "reason:huong-dan[vi]", "reason:muon[en]=Late\nreason:huong-dan[vi]",
 "forms/4-luon.ini:88: reason:muon[vi] is missing; add reason:muon[vi]=... "
 "below [question:giup-do]\n"
 "forms/4-luon.ini:104: reason:chua-ai-giup[vi] is one reason too many; a "
 "question has at most 6\n"
 "forms/4-luon.ini:105: reason:chua-ai-giup[en] is one reason too many; a "
 "question has at most 6\n"},
/* languages */
{EN, "back=", "bakc=",
 "assets/lang/en.ini:9: unknown key bakc in [words]; did you mean back?\n"},
{VI, "low-reach=Nút xuống thấp\n", "",
 "assets/lang/vi.ini:8: low-reach is missing; add low-reach=... below "
 "[words]\n"},
{EN, "asleep-more=", "asleep_more=",
 "assets/lang/en.ini:24: unknown key asleep_more in [words]; did you mean "
 "asleep-more?\n"},
{EN, "%1 of %2", "%1 of 4",
 "assets/lang/en.ini:12: progress lacks %2; write it where a number or a "
 "name is to stand\n"},
{VI, "back=Quay lại", "back=Quay lại %1",
 "assets/lang/vi.ini:9: nothing stands for %1 in back; take it out\n"},
{VI, "span=Từ ngày %1 đến ngày %2", "span=Đến ngày %2",
 "assets/lang/vi.ini:284: span lacks %1; write it where it stands in the "
 "other languages\n"},
{EN, "\nunknown=not known", "",
 "assets/lang/en.ini:283: unknown is missing; add unknown=... below "
 "[report]\n"},
{VI, "code=vi", "code=en",
 "assets/lang/vi.ini:5: code=en is not the file's own name; write code=vi\n"},
{VI, "name=Tiếng Việt\n", "",
 "assets/lang/vi.ini:4: name is missing; add name=... below [language]\n"},
};

/* What takes two changes to be wrong, the first of them in bonluon.ini. */
static const struct {
    const char *ini_from, *ini_to;
    enum which which;
    const char *from, *to;
    const char *faults;
} broken_together[] = {
{"#from:2027-01-01=5-tieu-chi", "from:2027-01-01=5-biet",
 INI, "\nrotating=", "\nrotating=5-biet",
 "bonluon.ini:125: rotating=5-biet is asked as a whole too, by form or from; "
 "name another one, or none\n"},
{"\nrotating=", "\nrotating=5-biet",
 BIET, "[question:cam-on]", "[question:giup-do]",
 "bonluon.ini:125: rotating=5-biet has a question giup-do, and so has 4-luon, "
 "which it is asked with; give one of the two another id\n"},
{"\nlevels=", "\nlevels=5",
 FORM, "count=5", "count=4",
 "forms/4-luon.ini:32: unknown key 5[vi] in [levels]; the keys there are "
 "count, 1[vi], 1[en], 2[vi], 2[en], 3[vi], 3[en], 4[vi], 4[en]\n"
 "forms/4-luon.ini:33: unknown key 5[en] in [levels]; the keys there are "
 "count, 1[vi], 1[en], 2[vi], 2[en], 3[vi], 3[en], 4[vi], 4[en]\n"
 "bonluon.ini:131: levels=5: the form 4-luon has no more than 4; write "
 "levels=4\n"},
{"\nlevels=", "\nlevels=3",
 FORM, "count=5", "count=4\n#",
 "forms/4-luon.ini:33: unknown key 5[vi] in [levels]; the keys there are "
 "count, 1[vi], 1[en], 2[vi], 2[en], 3[vi], 3[en], 4[vi], 4[en]\n"
 "forms/4-luon.ini:34: unknown key 5[en] in [levels]; the keys there are "
 "count, 1[vi], 1[en], 2[vi], 2[en], 3[vi], 3[en], 4[vi], 4[en]\n"
 "bonluon.ini:131: levels=3: the form 4-luon has 4, and no plain face in their "
 "middle; write levels=4, or give it 5\n"},
/* The same fault is told once, though two forms of the plan share it. */
{"#from:2027-01-01=5-tieu-chi", "from:2027-01-01=4-luon",
 INI, "\nrotating=", "\nrotating=4-luon",
 "bonluon.ini:125: rotating=4-luon is asked as a whole too, by form or from; "
 "name another one, or none\n"},
/* A form with a fault does not bring others that are not there. */
{"form=4-luon\n", "form=4-LUON\n",
 INI, "\nrotating=", "\nrotating=4-luon",
 "bonluon.ini:113: form=4-LUON is no name of a form; write form=4-luon\n"},
};
/* clang-format on */

#endif
