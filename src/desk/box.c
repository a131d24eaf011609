/* What is asked of the desk, and its replies. */
#include <stdlib.h>

#include "desk/desk.h"

void desk_files_free(struct desk_files *files)
{
    if (files != NULL) {
        free(files->files);
        free(files->days);
        desk_report_free(files->report);
        free(files);
    }
}

void desk_reply_free(struct desk_reply *reply)
{
    desk_files_free(reply->files);
    free(reply->figures);
    reply->files = NULL;
    reply->figures = NULL;
}

static void add_exports(struct desk_ask *to, const struct desk_ask *from)
{
    for (int i = 0; i < from->exports.count; i++) {
        record_exports_add(&to->exports, from->exports.list[i].day,
                           from->exports.list[i].sha256);
    }
}

void desk_note_taken(struct desk_ask *ask, int32_t day,
                     const char sha256[DIGEST_HEX_SIZE])
{
    record_exports_add(&ask->exports, day, sha256);
}

void desk_box_ask(struct desk_box *box, const struct desk_ask *ask)
{
    struct desk_ask *place = &box->asks[ask->request];
    if (ask->request == DESK_TAKEN && box->asked[DESK_TAKEN]) {
        struct desk_ask more = *ask;
        add_exports(place, &more);
        record_exports_free(&more.exports);
    } else {
        *place = *ask;
    }
    box->asked[ask->request] = true;
}

bool desk_box_asked(const struct desk_box *box)
{
    bool any = false;
    for (int i = 0; i < DESK_REQUESTS; i++) {
        any = any || box->asked[i];
    }
    return any;
}

bool desk_box_next(struct desk_box *box, struct desk_ask *ask)
{
    for (int i = 0; i < DESK_REQUESTS; i++) {
        if (box->asked[i]) {
            box->asked[i] = false;
            *ask = box->asks[i];
            secret_wipe(&box->asks[i], sizeof box->asks[i]);
            return true;
        }
    }
    return false;
}

void desk_box_tell(struct desk_box *box, const struct desk_reply *reply)
{
    if (box->answered[reply->request]) {
        desk_reply_free(&box->answers[reply->request]);
    }
    box->answered[reply->request] = true;
    box->answers[reply->request] = *reply;
}

bool desk_box_fetch(struct desk_box *box, struct desk_reply *reply)
{
    for (int i = 0; i < DESK_REQUESTS; i++) {
        if (box->answered[i]) {
            box->answered[i] = false;
            *reply = box->answers[i];
            return true;
        }
    }
    return false;
}

void desk_box_free(struct desk_box *box)
{
    for (int i = 0; i < DESK_REQUESTS; i++) {
        if (box->asked[i]) {
            record_exports_free(&box->asks[i].exports);
        }
        if (box->answered[i]) {
            desk_reply_free(&box->answers[i]);
        }
    }
    secret_wipe(box, sizeof *box);
}
