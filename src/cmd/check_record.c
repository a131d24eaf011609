#include "cmd/check_record.h"

#include <errno.h>
#include <string.h>

#include "base/files.h"
#include "base/log.h"
#include "format/wording.h"
#include "store/journal.h"

struct comparison {
    const struct config *config;
    struct faults *faults;
};

/* Where the form's file has what changed: a question, or the levels. */
static int line_of(const struct config *config, const struct form *form,
                   const char *clash, const char **file)
{
    struct asked asked = {.form = form};
    while (asked.question < form->question_count &&
           strcmp(form->questions[asked.question].id, clash) != 0) {
        asked.question++;
    }
    bool question = asked.question < form->question_count;
    asked.question = question ? asked.question : 0;
    return config_origin(
        config,
        &(struct config_text){question ? form->questions[asked.question].text[0]
                                       : form->level_text[0][0],
                              &asked, 0},
        file);
}

static void compare(const struct comparison *with, const struct form *form,
                    const struct wording *before)
{
    const char *clash = wording_clash(before, form, with->config->words);
    if (clash == NULL) {
        return;
    }
    const char *file = with->config->path;
    int line = line_of(with->config, form, clash, &file);
    faults_add(with->faults, file != NULL ? file : with->config->path, line,
               "%s: reads otherwise than the terminal asked before under the "
               "same version %d of form %s: write version=%d there, so that "
               "answers to both are kept apart",
               clash, form->version, form->id, form->version + 1);
}

static bool take(void *context, const struct journal_line *line)
{
    const struct comparison *with = context;
    struct wording before = {.text = NULL};
    if (line->kind == JOURNAL_WORDING &&
        wording_read(line->wording.text, &before)) {
        for (int i = 0; i < with->config->form_count; i++) {
            compare(with, &with->config->forms[i], &before);
        }
    }
    wording_free(&before);
    return true;
}

void check_record(const struct config *config, const char *data_dir,
                  struct faults *faults)
{
    char folder[FILES_PATH_SIZE];
    bool own = config->log_folder[0] != '\0';
    struct comparison with = {config, faults};
    struct journal_scan scan = {.folder = own ? config->log_folder : folder,
                                .from_day = INT32_MIN,
                                .take = take,
                                .context = &with};
    if (!own && !files_join(folder, data_dir, "log")) {
        return;
    }
    if (!journal_read(&scan) && journal_is_there(errno)) {
        log_warning("%s: %s: the forms were not compared with those that were "
                    "asked before",
                    scan.folder, strerror(errno));
    }
}
