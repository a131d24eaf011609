#include "report/day.h"

#include <stdlib.h>

#include "report/file_sum.h"

struct adding {
    struct text bytes;
    struct file_sum told; /* as the file tells it */
    struct sum sum;
};

bool report_day_add(struct report *report, const struct report_day_file *file,
                    const struct sum *kept)
{
    const struct report_source source = {.unit = file->name.unit,
                                         .device = file->name.device,
                                         .provisional = file->name.provisional};
    struct adding *adding = calloc(1, sizeof *adding);
    if (adding == NULL) {
        report->failed = true;
        return false;
    }
    adding->sum = *kept;
    bool told = file->read(file->context, &adding->bytes) &&
                file_sum_read(&adding->told, &file->name, &adding->bytes,
                              &report->glossary) &&
                file_sum_word(&adding->sum, &adding->told);
    report_add(report, &source, &adding->sum);
    text_free(&adding->bytes);
    free(adding);
    return told;
}
