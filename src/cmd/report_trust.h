/* Whose seals a report of daily files trusts: those of the signers that were
   named, else of the list that lies in the folder that was named, or in the one
   above it, as for verify. */
#ifndef CMD_REPORT_TRUST_H
#define CMD_REPORT_TRUST_H

#include "cmd/options.h"
#include "report/files.h"
#include "trust/signers.h"

struct report_trusted {
    const struct options *options;
    struct signers given;
    bool are_given;
    struct signers *beside; /* of each path; */
    bool *are_beside;       /* not of each there is one */
};

/* Reads them. Returns 0, or the exit status after a message; report_trust_end
   frees what there is either way. */
int report_trust_begin(struct report_trusted *trusted,
                       const struct options *options);

void report_trust_end(struct report_trusted *trusted);

/* For struct report_files, whose context is one of the above. */
enum report_trust report_trust_ask(void *context,
                                   const struct report_seal *seal);

#endif
