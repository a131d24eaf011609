/* Forgeries of rows, by SQL alone; `how` is told. */
#ifndef TESTS_VERIFY_WITH_FORGE_ROWS_H
#define TESTS_VERIFY_WITH_FORGE_ROWS_H

#include "with_forge.h"
#include "with_sql.h"

typedef void forge_rows(struct sql *sql, struct draw *draw,
                        struct forged *forged);

forge_rows forge_edit, forge_delete, forge_swap, forge_insert, forge_truncate,
    forge_drop_rows, forge_double_rows, forge_redate_rows;

#endif
