/*
 * The sections of a key file and their keys, each with its line, as a tree of
 * one kind of node: the root holds sections, a section holds keys.
 *
 * What was asked for and is not in the file is a node too, of line 0: that is
 * where "did you mean" comes from. Lookups walk the children; a key file has
 * a few dozen names, and keyfile.c refuses one of thousands.
 */
#ifndef CONFIG_KEYTREE_H
#define CONFIG_KEYTREE_H

#include <stdbool.h>

#include "base/fault.h"

struct keytree {
    char *name;
    int line;                  /* 0: not in the file */
    bool known;                /* somebody asked for it */
    char *value;               /* of a key; NULL: absent, or in a fault */
    char *missed;              /* the fault that its absence is, unless a slip
                                  explains it; NULL: it need not be there */
    struct keytree **children; /* in the order of the file */
    int count;
    int capacity;
};

/* A node without a parent; NULL when memory ran out. */
struct keytree *keytree_new(const char *name, int line);

/* Frees it with all below. Takes NULL. */
void keytree_free(struct keytree *tree);

/* NULL when there is no such child, or no such parent. */
struct keytree *keytree_find(const struct keytree *parent, const char *name);

/* A new last child, which the parent owns; NULL when memory ran out. */
struct keytree *keytree_add(struct keytree *parent, const char *name, int line);

/* Finds a child or adds it with line 0, and makes it known. */
struct keytree *keytree_ask(struct keytree *parent, const char *name);

/* A fault for each section and key in the file that nobody asked for, and one
   for each key that was missed and is not what one of those was meant to be. */
void keytree_refuse_unknown(const struct keytree *root, const char *path,
                            struct faults *faults);

#endif
