/* The list of daily files: what all who work on it need. */
#include <stdlib.h>
#include <string.h>

#include "base/speak.h"
#include "report/files.h"

void report_files_say(struct report_files *files, enum report_word what,
                      const char *path, int line, const char *why)
{
    report_remark(files->report, what, path, line);
    files->doubted = NULL; /* no later one is joined to this */
    if (why != NULL) {
        faults_add(files->faults, path, line > 0 ? line : FAULTS_NO_LINE, "%s",
                   speak(why));
    }
}

void report_files_leave_out(struct report_files *files,
                            struct report_file *file, enum report_word what,
                            const char *why)
{
    file->left_out = true;
    report_files_say(files, what, file->path, 0, why);
}

bool report_files_same(const struct report_file *a, const struct report_file *b)
{
    return strcmp(a->name.unit, b->name.unit) == 0 &&
           strcmp(a->name.device, b->name.device) == 0;
}

void report_files_free(struct report_files *files)
{
    for (int i = 0; i < files->count; i++) {
        free(files->list[i].path);
    }
    free(files->list);
    report_seals_free(&files->seals);
    *files = (struct report_files){0};
}
