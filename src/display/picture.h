/*
 * A scene as a picture in a file, painted by the same painter as the window's
 * and without one.
 */
#ifndef DISPLAY_PICTURE_H
#define DISPLAY_PICTURE_H

#include <stdbool.h>

#include "display/stock.h"
#include "view/scene.h"

/* Writes a PNG. False, after a message, when it cannot. */
bool picture_save(const struct scene *scene, const struct stock *stock,
                  const char *path) __attribute__((warn_unused_result));

#endif
