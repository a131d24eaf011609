/*
 * What the painter takes from: the typeface and the office's logo. Both outlive
 * whoever paints with them.
 */
#ifndef DISPLAY_STOCK_H
#define DISPLAY_STOCK_H

#include "display/fonts.h"

struct logo;

struct stock {
    struct fonts *fonts;
    struct logo *logo; /* NULL: there is none, and no item wants one */
};

#endif
