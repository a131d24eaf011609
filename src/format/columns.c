#include "format/columns.h"

#include <assert.h>
#include <string.h>

struct described {
    const char *name, *vi, *en;
    const char *datatype; /* as JSON */
};

#define CODE  "\"string\""
#define COUNT "\"nonNegativeInteger\""

static const struct described columns[] = {
    {"schema_version", "Phiên bản cấu trúc", "Version of these columns", COUNT},
    {"unit_code", "Mã đơn vị", "Unit code", CODE},
    {"device_id", "Mã thiết bị", "Device", CODE},
    {"visit_id", "Mã lượt (ngẫu nhiên)", "Visit (random number)", COUNT},
    {"visit_complete", "Lượt đầy đủ", "Visit is complete",
     "{\"base\": \"boolean\", \"format\": \"1|0\"}"},
    {"date", "Ngày", "Date",
     "{\"base\": \"date\", \"format\": \"yyyy-MM-dd\"}"},
    {"hour", "Giờ", "Hour of the day",
     "{\"base\": \"integer\", \"minimum\": 0, \"maximum\": 23}"},
    {"form_id", "Mã phiếu", "Form", CODE},
    {"form_version", "Phiên bản phiếu", "Version of the form", COUNT},
    {"question_pos", "Thứ tự câu hỏi trong lượt",
     "Place of the question in the visit, from 1", COUNT},
    {"question_id", "Mã câu hỏi", "Question", CODE},
    {"question_text", "Câu hỏi", "Question as it was read", CODE},
    {"outcome", "Kết quả", "Outcome",
     "{\"base\": \"string\", \"format\": \"answered|skipped|timeout\"}"},
    {"answer_value", "Mức trả lời", "Level, 1 is the worst", COUNT},
    {"answer_max", "Số mức", "Number of levels", COUNT},
    {"answer_label", "Lời của mức", "Level as it was read", CODE},
    {"reasons", "Lý do chưa hài lòng (nối bằng ;)",
     "Reasons for a low answer, joined by ;", CODE},
    {"response_ms", "Thời gian trả lời (ms)",
     "Time to the answer in ms, 0 is not known", COUNT},
    {"lang", "Ngôn ngữ", "Language", "\"language\""},
    {"flags", "Dấu nghi vấn", "Marks of a doubtful visit, joined by ;", CODE},
    {"app_version", "Phiên bản chương trình", "Version of the program", CODE},
};

static_assert(sizeof columns / sizeof columns[0] == COLUMN_COUNT,
              "one line for each of enum column");

const char *columns_name(enum column column)
{
    return columns[column].name;
}

const char *columns_title(enum column column, const char *language)
{
    return strcmp(language, "vi") == 0 ? columns[column].vi
                                       : columns[column].en;
}

void columns_header(struct text *out, char separator)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (i > 0) {
            text_append(out, &separator, 1);
        }
        text_append_string(out, columns[i].name);
    }
    text_append_string(out, "\r\n");
}

void columns_csvw(struct text *out, const char *file_name, char separator)
{
    const char tab[] = "\\t";
    const char plain[] = {separator, '\0'};
    text_append_format(
        out,
        "{\n  \"@context\": \"http://www.w3.org/ns/csvw\",\n"
        "  \"url\": \"%s\",\n"
        "  \"dialect\": {\"delimiter\": \"%s\", \"lineTerminators\":"
        " \"\\r\\n\", \"encoding\": \"utf-8\", \"header\": true},\n"
        "  \"tableSchema\": {\n    \"columns\": [\n",
        file_name, separator == '\t' ? tab : plain);
    for (int i = 0; i < COLUMN_COUNT; i++) {
        const struct described *column = &columns[i];
        text_append_format(out,
                           "      {\"name\": \"%s\", \"titles\": [\"%s\"],"
                           " \"dc:title\": [{\"@value\": \"%s\", \"@language\":"
                           " \"vi\"}, {\"@value\": \"%s\", \"@language\":"
                           " \"en\"}], \"datatype\": %s}%s\n",
                           column->name, column->name, column->vi, column->en,
                           column->datatype, i + 1 < COLUMN_COUNT ? "," : "");
    }
    text_append_string(out, "    ],\n    \"primaryKey\": [\"visit_id\", "
                            "\"question_pos\"]\n  }\n}\n");
}
