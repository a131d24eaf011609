#include "trust/chance.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/log.h"

/* It may not return, and other threads are at work: nothing is cleared up. */
static void end(void)
{
    log_error("the kernel gives no random numbers, which keys and the PIN "
              "need: %s; start the machine again",
              strerror(errno));
    _exit(EX_OSERR);
}

bool chance_begin(void)
{
    return sodium_set_misuse_handler(end) == 0 && sodium_init() >= 0;
}
