#include "recovery/inside.h"

enum store_result recovery_start(const struct recovery_params *params,
                                 struct recovery *out)
{
    struct recovering start = {.params = params, .out = out};
    *out = (struct recovery){.store = NULL};
    enum store_result result = recovering_mend(&start);
    if (result == STORE_OK && !start.rebuilt) {
        result = recovering_inspect(&start);
    }
    return result == STORE_OK ? recovering_agree(&start) : result;
}
