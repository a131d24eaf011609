#include "report/markup.h"

#include <string.h>

void markup_text(struct text *out, const char *text)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "<>&\"");
        text_append(out, text, plain);
        text += plain;
        switch (*text) {
        case '<': text_append_string(out, "&lt;"); break;
        case '>': text_append_string(out, "&gt;"); break;
        case '&': text_append_string(out, "&amp;"); break;
        case '"': text_append_string(out, "&quot;"); break;
        default: return;
        }
        text++;
    }
}

void markup_element(struct text *out, const char *tag, const char *style,
                    const char *text)
{
    text_append_format(out, "<%s", tag);
    if (style != NULL) {
        text_append_format(out, " class=\"%s\"", style);
    }
    text_append_string(out, ">");
    markup_text(out, text);
    text_append_format(out, "</%s>", tag);
}

void markup_take(struct text *out, const char *tag, const char *style,
                 struct text *content)
{
    out->failed = out->failed || content->failed;
    markup_element(out, tag, style, content->data != NULL ? content->data : "");
    text_clear(content);
}
