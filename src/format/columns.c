#include "format/columns.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "format/seal.h"

struct described {
    const char *name, *vi, *en;
    const char *datatype; /* as JSON */
};

#define CODE  "\"string\""
#define COUNT "\"nonNegativeInteger\""
#define HOUR  "{\"base\": \"integer\", \"minimum\": 0, \"maximum\": 23}"

#define OUTCOME(more)                                                          \
    "{\"base\": \"string\", \"format\": \"answered|skipped|timeout" more "\"}"

static const struct described columns[] = {
    {"schema_version", "Phiên bản cấu trúc", "Version of these columns", COUNT},
    {"unit_code", "Mã đơn vị", "Unit code", CODE},
    {"device_id", "Mã thiết bị", "Device", CODE},
    {"visit_id", "Mã lượt (ngẫu nhiên)", "Visit (random number)", COUNT},
    {"visit_complete", "Lượt đầy đủ", "Visit is complete",
     "{\"base\": \"boolean\", \"format\": \"1|0\"}"},
    {"date", "Ngày", "Date",
     "{\"base\": \"date\", \"format\": \"yyyy-MM-dd\"}"},
    {"hour_from", "Từ giờ", "First hour of the visit's group of hours", HOUR},
    {"hour_to", "Đến hết giờ", "Last hour of the visit's group of hours", HOUR},
    {"form_id", "Mã phiếu", "Form", CODE},
    {"form_version", "Phiên bản phiếu", "Version of the form", COUNT},
    {"question_pos", "Thứ tự câu hỏi trong lượt",
     "Place of the question in the visit, from 1", COUNT},
    {"question_id", "Mã câu hỏi", "Question", CODE},
    {"question_text", "Câu hỏi", "Question in the first language", CODE},
    {"outcome", "Kết quả", "Outcome", OUTCOME("|not_applicable")},
    {"answer_value", "Mức trả lời", "Level, 1 is the worst", COUNT},
    {"answer_max", "Số mức", "Number of levels", COUNT},
    {"answer_label", "Lời của mức", "Level in the first language", CODE},
    {"reasons", "Lý do chưa hài lòng (nối bằng ;)",
     "Reasons for a low answer, joined by ;", CODE},
    {"flags", "Dấu nghi vấn", "Marks of a doubtful visit, joined by ;", CODE},
    {"app_version", "Phiên bản chương trình", "Version of the program", CODE},
    {"hour", "Giờ", "Hour of the day", HOUR},
    {"response_ms", "Thời gian trả lời (ms)",
     "Time to the answer in ms, 0 is not known", COUNT},
    {"lang", "Ngôn ngữ", "Language", "\"language\""},
};

static_assert(sizeof columns / sizeof columns[0] == COLUMN_COUNT,
              "one line for each of enum column");

static const enum column of_first[] = {
    COLUMN_SCHEMA_VERSION, COLUMN_UNIT_CODE,      COLUMN_DEVICE_ID,
    COLUMN_VISIT_ID,       COLUMN_VISIT_COMPLETE, COLUMN_DATE,
    COLUMN_HOUR,           COLUMN_FORM_ID,        COLUMN_FORM_VERSION,
    COLUMN_QUESTION_POS,   COLUMN_QUESTION_ID,    COLUMN_QUESTION_TEXT,
    COLUMN_OUTCOME,        COLUMN_ANSWER_VALUE,   COLUMN_ANSWER_MAX,
    COLUMN_ANSWER_LABEL,   COLUMN_REASONS,        COLUMN_RESPONSE_MS,
    COLUMN_LANG,           COLUMN_FLAGS,          COLUMN_APP_VERSION};

enum { OF_FIRST = sizeof of_first / sizeof of_first[0] };

/* Which column stands at a place of a version; COLUMN_COUNT behind the last. */
static enum column column_at(int schema, int place)
{
    int count = schema == COLUMNS_FIRST_SCHEMA ? OF_FIRST : COLUMN_NOW;
    return place >= count                   ? COLUMN_COUNT
           : schema == COLUMNS_FIRST_SCHEMA ? of_first[place]
                                            : (enum column)place;
}

const char *columns_name(enum column column)
{
    return columns[column].name;
}

const char *columns_title(enum column column, const char *language)
{
    return strcmp(language, "vi") == 0 ? columns[column].vi
                                       : columns[column].en;
}

void columns_header(struct text *out, int schema, char separator)
{
    enum column column;
    for (int i = 0; (column = column_at(schema, i)) != COLUMN_COUNT; i++) {
        if (i > 0) {
            text_append(out, &separator, 1);
        }
        text_append_string(out, columns[column].name);
    }
    text_append_string(out, "\r\n");
}

/* The first schema had the texts in the language that the visitor chose. */
static const char *english(enum column column, int schema)
{
    bool first = schema == COLUMNS_FIRST_SCHEMA;
    return first && column == COLUMN_QUESTION_TEXT  ? "Question as it was read"
           : first && column == COLUMN_ANSWER_LABEL ? "Level as it was read"
                                                    : columns[column].en;
}

static const char *datatype(enum column column, int schema)
{
    bool first = schema == COLUMNS_FIRST_SCHEMA;
    return first && column == COLUMN_OUTCOME ? OUTCOME("")
                                             : columns[column].datatype;
}

/* As one line of the list of columns. */
static void describe(struct text *out, enum column column, int schema)
{
    const struct described *it = &columns[column];
    text_append_format(out,
                       "      {\"name\": \"%s\", \"titles\": [\"%s\"],"
                       " \"dc:title\": [{\"@value\": \"%s\", \"@language\":"
                       " \"vi\"}, {\"@value\": \"%s\", \"@language\":"
                       " \"en\"}], \"datatype\": %s}",
                       it->name, it->name, it->vi, english(column, schema),
                       datatype(column, schema));
}

/* As a string of JSON, in which names have no control characters to escape. */
static void put_string(struct text *out, const char *string)
{
    text_append_string(out, "\"");
    for (const char *at = string; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            text_append_string(out, "\\");
        }
        text_append(out, at, 1);
    }
    text_append_string(out, "\"");
}

static void put_offices(struct text *out, const char *offices)
{
    char language[WORDING_CODE_SIZE];
    char name[SEAL_OFFICE_SIZE];
    const char *before = "  \"dc:publisher\": [";
    bool any = offices[0] != '\0';
    while (seal_next_office(&offices, language, name)) {
        text_append_format(out, "%s{\"@value\": ", before);
        put_string(out, name);
        text_append_format(out, ", \"@language\": \"%s\"}", language);
        before = ", ";
    }
    text_append_string(out, any ? "],\n" : "");
}

void columns_csvw(struct text *out, const struct columns_csvw *csvw)
{
    const char tab[] = "\\t";
    const char plain[] = {csvw->separator, '\0'};
    enum column column;
    int schema = csvw->schema;
    text_append_format(out,
                       "{\n  \"@context\": \"http://www.w3.org/ns/csvw\",\n"
                       "  \"url\": \"%s\",\n",
                       csvw->file_name);
    put_offices(out, csvw->offices);
    text_append_format(
        out,
        "  \"dialect\": {\"delimiter\": \"%s\", \"lineTerminators\":"
        " \"\\r\\n\", \"encoding\": \"utf-8\", \"header\": true},\n"
        "  \"tableSchema\": {\n    \"columns\": [\n",
        csvw->separator == '\t' ? tab : plain);
    for (int i = 0; (column = column_at(schema, i)) != COLUMN_COUNT; i++) {
        text_append_string(out, i > 0 ? ",\n" : "");
        describe(out, column, schema);
    }
    text_append_string(out, "\n    ],\n    \"primaryKey\": [\"visit_id\", "
                            "\"question_pos\"]\n  }\n}\n");
}
