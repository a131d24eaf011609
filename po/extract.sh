#!/bin/sh
# Prints every message of the console, as a template for catalogs.
#
#     po/extract.sh [TREE]
#
# Each keyword takes a message, marked or to be looked up (src/base/speak.h);
# the number is that of the argument.
set -eu
cd "${1:-$(dirname "$0")/..}"
keywords="speak speak_count:1,2 N_
    log_error log_warning log_info worker_start:2 complain:2
    faults_add:4 source_fault:3 source_missed:3 scan_fault:2
    findings_add:3 findings_tell:4 SAY:3 TELL:4 fault:2 leave_out:4
    store_fault:3 record_fault:3 recovering_fault:3
    same:2 near:2 refuse:2 refuse:3
    doubt:4 report_files_say:5 report_files_leave_out:4"

set --
for keyword in $keywords; do
    set -- "$@" "--keyword=$keyword"
done
for format in log_error:1 log_warning:1 log_info:1 faults_add:4 source_fault:3 \
    findings_add:3 findings_tell:4 SAY:3 TELL:4 complain:2; do
    set -- "$@" "--flag=$format:c-format"
done
find src po -name '*.[ch]' | LC_ALL=C sort |
    xgettext --files-from=- --from-code=UTF-8 --language=C --sort-by-file \
        --add-location=file --package-name=bonluon --output=- --keyword "$@" \
        --flag=speak:1:pass-c-format --flag=N_:1:pass-c-format
