/* One change to the files of the tree that makes a config wrong. */
#ifndef TESTS_CONFIG_BROKEN_H
#define TESTS_CONFIG_BROKEN_H

enum which { INI, FORM, BIET, VI, EN };

struct broken {
    enum which which;
    const char *from, *to;
    const char *faults; /* all that it must bring */
};

#endif
