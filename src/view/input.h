/*
 * What a hand does to the glass, in one type for finger and mouse, and to the
 * five keys of who does not see it. It leaves
 * the window and reaches the kiosk; neither knows the other.
 */
#ifndef VIEW_INPUT_H
#define VIEW_INPUT_H

#include <stdint.h>

enum input_kind {
    INPUT_DOWN,
    INPUT_MOVE,
    INPUT_UP,
    INPUT_CANCEL,
    INPUT_KEY, /* one of five keys was pressed, on a keypad or a keyboard:
                  `finger` is 1 to 5 */
};

enum input_source { INPUT_MOUSE, INPUT_FINGER };

/* No pixel: a finger came down, and where is not yet told. Once it is, the
   same finger comes down anew. */
#define INPUT_NOWHERE (-1)

struct input {
    enum input_kind kind;
    enum input_source source;
    int64_t finger; /* tells fingers apart; 0 for the mouse; or the key */
    int x, y;       /* pixels of the picture, or both INPUT_NOWHERE */
};

#endif
