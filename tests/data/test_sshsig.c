/* Signatures: what was made by ssh-keygen itself, and that none counts that
   was changed by a bit. That ssh-keygen takes ours is tests/whole/enrol.py's
   to show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/sshsig.h"
#include "with_data_folder.h"

