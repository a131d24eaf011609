#include "config/keytree.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/speak.h"
#include "config/nearest.h"

struct keytree *keytree_new(const char *name, int line)
{
    struct keytree *tree = calloc(1, sizeof *tree);
    if (tree == NULL) {
        return NULL;
    }
    tree->line = line;
    tree->name = strdup(name);
    if (tree->name == NULL) {
        free(tree);
        return NULL;
    }
    return tree;
}

void keytree_free(struct keytree *tree)
{
    if (tree == NULL) {
        return;
    }
    for (int i = 0; i < tree->count; i++) {
        keytree_free(tree->children[i]);
    }
    free(tree->children);
    free(tree->value);
    free(tree->missed);
    free(tree->name);
    free(tree);
}

struct keytree *keytree_find(const struct keytree *parent, const char *name)
{
    for (int i = 0; parent != NULL && i < parent->count; i++) {
        if (strcmp(parent->children[i]->name, name) == 0) {
            return parent->children[i];
        }
    }
    return NULL;
}

struct keytree *keytree_add(struct keytree *parent, const char *name, int line)
{
    struct keytree *child = keytree_new(name, line);
    struct keytree **place = child == NULL
                                 ? NULL
                                 : array_add(&parent->children, &parent->count,
                                             &parent->capacity, sizeof child);
    if (place == NULL) {
        keytree_free(child);
        return NULL;
    }
    *place = child;
    return child;
}

struct keytree *keytree_ask(struct keytree *parent, const char *name)
{
    struct keytree *child = keytree_find(parent, name);
    if (child == NULL) {
        child = keytree_add(parent, name, 0);
    }
    if (child != NULL) {
        child->known = true;
    }
    return child;
}

/* A name that is missing is likelier meant than one that is there. */
static const char *meant(const struct keytree *parent, const char *wrong)
{
    struct nearest nearest = nearest_begin(wrong);
    for (int i = 0; i < parent->count; i++) {
        const struct keytree *child = parent->children[i];
        if (child->known && child->line == 0) {
            nearest_try(&nearest, child->name);
        }
    }
    return nearest.best;
}

/* Whether one of the names that nobody asked for was meant to be this one. */
static bool explained(const struct keytree *parent, const struct keytree *child)
{
    bool found = false;
    for (int i = 0; i < parent->count && !found; i++) {
        const char *best = parent->children[i]->known
                               ? NULL
                               : meant(parent, parent->children[i]->name);
        found = best != NULL && strcmp(best, child->name) == 0;
    }
    return found;
}

static void tell_missed(const struct keytree *root,
                        const struct keytree *section, const char *path,
                        struct faults *faults)
{
    if (section->line == 0 && explained(root, section)) {
        return;
    }
    for (int i = 0; i < section->count; i++) {
        const struct keytree *key = section->children[i];
        if (key->missed != NULL && !explained(section, key)) {
            faults_add(faults, path, section->line, "%s", key->missed);
        }
    }
}

/* The section in which a misplaced key is known; NULL for none. */
static const char *home_of(const struct keytree *root, const char *key)
{
    for (int i = 0; i < root->count; i++) {
        const struct keytree *found = keytree_find(root->children[i], key);
        if (found != NULL && found->known) {
            return root->children[i]->name;
        }
    }
    return NULL;
}

/* Every name that could stand there: "[a], [b]" or "a, b". */
static void append_known(struct text *out, const struct keytree *parent,
                         bool sections)
{
    const char *before = "";
    for (int i = 0; i < parent->count; i++) {
        const struct keytree *child = parent->children[i];
        if (child->known) {
            text_append_string(out, before);
            text_append_format(out, sections ? "[%s]" : "%s", child->name);
            before = ", ";
        }
    }
}

static void refuse_section(const struct keytree *root,
                           const struct keytree *section, const char *path,
                           struct faults *faults)
{
    struct text advice = {0};
    const char *best = meant(root, section->name);
    if (best != NULL) {
        text_append_format(&advice, speak("did you mean [%s]?"), best);
    } else {
        text_append_string(&advice, speak("the sections are "));
        append_known(&advice, root, true);
    }
    faults_add(faults, path, section->line, "unknown section [%s]; %s",
               section->name, advice.failed ? speak("remove it") : advice.data);
    text_free(&advice);
}

/* What to do about a key that the section does not have. */
static void advise_key(struct text *advice, const struct keytree *root,
                       const struct keytree *section, const char *key)
{
    const char *best = meant(section, key);
    const char *home = home_of(root, key);
    if (best != NULL) {
        text_append_format(advice, speak("did you mean %s?"), best);
    } else if (home != NULL) {
        text_append_format(advice, speak("it belongs to [%s]"), home);
    } else {
        text_append_string(advice, speak("the keys there are "));
        append_known(advice, section, false);
    }
}

static void refuse_keys(const struct keytree *root,
                        const struct keytree *section, const char *path,
                        struct faults *faults)
{
    for (int i = 0; i < section->count; i++) {
        const struct keytree *key = section->children[i];
        if (key->known) {
            continue;
        }
        struct text advice = {0};
        advise_key(&advice, root, section, key->name);
        faults_add(faults, path, key->line, "unknown key %s in [%s]; %s",
                   key->name, section->name,
                   advice.failed ? speak("remove it") : advice.data);
        text_free(&advice);
    }
}

void keytree_refuse_unknown(const struct keytree *root, const char *path,
                            struct faults *faults)
{
    for (int i = 0; i < root->count; i++) {
        const struct keytree *section = root->children[i];
        if (section->known) {
            refuse_keys(root, section, path, faults);
            tell_missed(root, section, path, faults);
        } else {
            refuse_section(root, section, path, faults);
        }
    }
}
