#include "survey/countdown.h"

enum { SECOND_MS = 1000 };

int countdown_left_s(int64_t until_ms, int64_t now_ms)
{
    int64_t left_ms = until_ms - now_ms;
    return left_ms > 0 ? (int)((left_ms + SECOND_MS - 1) / SECOND_MS) : 0;
}

int64_t countdown_next_ms(int64_t until_ms, int left_s)
{
    int whole = left_s > 0 ? left_s - 1 : 0;
    return until_ms - (int64_t)whole * SECOND_MS;
}
