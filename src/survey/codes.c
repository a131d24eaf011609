#include "survey/codes.h"

#include <string.h>

bool codes_of_nobody(const char *unit, const char *device)
{
    bool sample =
        strcmp(unit, "VANTRUONG") == 0 && strcmp(device, "QUAY-1") == 0;
    return sample || strcmp(unit, CODES_NONE) == 0 ||
           strcmp(device, CODES_NONE) == 0;
}
