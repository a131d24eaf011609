#include "survey/date.h"

/* Both conversions follow Howard Hinnant's "chrono-Compatible Low-Level Date
   Algorithms": years are counted from March, so that the leap day is the
   last. */
enum { DAYS_BEFORE_1970 = 719468, DAYS_OF_ERA = 146097 };

struct date date_of(int32_t days)
{
    int64_t since = (int64_t)days + DAYS_BEFORE_1970; /* 0000-03-01 */
    int64_t era =
        (since >= 0 ? since : since - (DAYS_OF_ERA - 1)) / DAYS_OF_ERA;
    int of_era = (int)(since - era * DAYS_OF_ERA);
    int year =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153; /* 0: March */
    struct date date = {.day = of_year - (153 * month + 2) / 5 + 1,
                        .month = month < 10 ? month + 3 : month - 9};
    date.year = year + (int)era * 400 + (date.month <= 2);
    return date;
}

int32_t date_days(struct date date)
{
    int year = date.year - (date.month <= 2);
    int era = (year >= 0 ? year : year - 399) / 400;
    int of_era = year - era * 400;
    int month = date.month > 2 ? date.month - 3 : date.month + 9;
    int of_year = (153 * month + 2) / 5 + date.day - 1;
    int days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * DAYS_OF_ERA + days - DAYS_BEFORE_1970;
}

int date_month_length(int year, int month)
{
    struct date first = {year, month, 1};
    struct date next = {month < 12 ? year : year + 1,
                        month < 12 ? month + 1 : 1, 1};
    return date_days(next) - date_days(first);
}
