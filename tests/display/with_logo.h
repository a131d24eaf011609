/* The logo of an office that does not exist, as a file. */
#ifndef WITH_LOGO_H
#define WITH_LOGO_H

#include "base/files.h"

/* A red disc or oval with a blue middle, on nothing. */
void with_logo_file(char path[FILES_PATH_SIZE], int width, int height);

/* Removes it and its folder. */
void without_logo_file(char path[FILES_PATH_SIZE]);

#endif
