/*
 * Scenes made by hand for the tests of the glass, laid out by simple thirds:
 * the real layout is src/view's, and has its own tests.
 */
#ifndef WITH_SCENE_H
#define WITH_SCENE_H

#include "display/fonts.h"
#include "view/scene.h"

/* The tree's own fonts; fails the test when they cannot be opened. */
struct fonts *with_fonts(void);

/* Adds an item and its text (NULL: none); fails the test without room. */
struct item *with_item(struct scene *scene, struct item item, const char *text);

/* A question with five faces, dots, title, back, skip and language. Faces
   are items 0 to 4. */
void with_question(struct scene *scene, int width, int height);

void with_thanks(struct scene *scene, int width, int height);
void with_notice(struct scene *scene, int width, int height);

#endif
