#include "record/wordings.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "format/wording.h"

bool wordings_write(const struct config *config,
                    struct text texts[CONFIG_FORMS_MAX],
                    struct wordings_hashes *hashes)
{
    for (int i = 0; i < config->form_count; i++) {
        wording_write(&texts[i], &config->forms[i], config->words);
        if (texts[i].failed) {
            errno = ENOMEM;
            return false;
        }
        digest_of(texts[i].data, texts[i].length, hashes->of[i]);
    }
    return true;
}

/* There is no other form than the config's to be asked. */
static void name_wording(const struct config *config,
                         const struct wordings_hashes *hashes, struct row *row)
{
    char given[ROW_NOTE_SIZE];
    int language = (int)strcspn(row->note, " ");
    memcpy(given, row->note, sizeof given);
    assert(given[language] == ' ');
    int form = config_find_form(config, given + language + 1);
    assert(form >= 0);
    text_must(row->note, sizeof row->note, "%.*s %.*s", language, given,
              WORDING_PREFIX, hashes->of[form]);
}

void wordings_complete(const struct config *config,
                       const struct wordings_hashes *hashes, struct row *row)
{
    if (row->kind == ROW_VISIT) {
        text_must(row->note, sizeof row->note, "%s", BONLUON_VERSION);
    } else if (row_is_reply(row->kind)) {
        name_wording(config, hashes, row);
    }
}
