#include "format/csv_read.h"

#include <string.h>

#include "base/speak.h"

/* Whichever of the three comes first in the header; no name holds any. */
static char find_separator(const char *header)
{
    char found = header[strcspn(header, ",;\t\r\n")];
    return found == ';' || found == '\t' ? found : ',';
}

void csv_reader_begin(struct csv_reader *reader, struct text *bytes)
{
    *reader = (struct csv_reader){.separator = ','};
    reader->line = reader->next_line = 1;
    if (bytes->length == 0) {
        return;
    }
    reader->at = bytes->data;
    reader->end = bytes->data + bytes->length;
    if (memchr(bytes->data, '\0', bytes->length) != NULL) {
        reader->fault = N_("it holds a zero byte: it is no text");
    } else if (!text_is_utf8(bytes->data, bytes->length)) {
        reader->fault = N_("it is not in UTF-8");
    } else {
        reader->at += strncmp(reader->at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        reader->separator = find_separator(reader->at);
    }
}

static void refuse(struct csv_reader *reader, const char *fault)
{
    reader->fault = fault;
    reader->at = reader->end;
}

/* Behind the opening quote: moves what is between the quotes over it, and
   terminates it. Leaves `at` behind the closing one. */
static char *read_quoted(struct csv_reader *reader)
{
    char *field = reader->at;
    char *to = field;
    char *from = field + 1;
    while (from < reader->end && (from[0] != '"' || from[1] == '"')) {
        reader->next_line += *from == '\n';
        from += *from == '"';
        *to++ = *from++;
    }
    if (from >= reader->end) {
        refuse(reader, "a quote is opened and not closed");
        return field;
    }
    *to = '\0';
    reader->at = from + 1;
    return field;
}

static char *read_plain(struct csv_reader *reader)
{
    const char stops[] = {reader->separator, '"', '\r', '\n', '\0'};
    char *field = reader->at;
    reader->at += strcspn(field, stops);
    if (*reader->at == '"') {
        refuse(reader, "a quote stands within a field that has none around it");
    }
    return field;
}

/* Ends a field at what parts it from the next. False: the row is over. */
static bool end_field(struct csv_reader *reader)
{
    char *at = reader->at;
    char c = at < reader->end ? *at : '\0';
    if (c == reader->separator) {
        *at = '\0';
        reader->at++;
        return true;
    }
    if (c == '\r' && at[1] == '\n') {
        *at = '\0';
        at++;
        c = '\n';
    }
    if (c == '\n') {
        *at = '\0';
        reader->at = at + 1;
        reader->next_line++;
    } else if (at < reader->end) {
        refuse(reader, "something stands between a field and its end");
    }
    return false;
}

int csv_reader_next(struct csv_reader *reader, char **fields, int most)
{
    int count = 0;
    bool more = reader->fault == NULL && reader->at != reader->end;
    reader->line = reader->next_line;
    while (more) {
        char *field =
            *reader->at == '"' ? read_quoted(reader) : read_plain(reader);
        if (count < most) {
            fields[count] = field;
        }
        count++;
        more = reader->fault == NULL && end_field(reader);
    }
    return reader->fault == NULL ? count : 0;
}
