/*
 * A connection to a socket of this machine: to its service manager, to the
 * steward, to a display.
 */
#ifndef BASE_SOCKET_H
#define BASE_SOCKET_H

/* Connects a socket of that type (SOCK_STREAM, SOCK_DGRAM) to a path, or, with
   an @ before it, to a name of the kernel's. On a stream, neither reading nor
   writing takes longer than `patience_s`, which may be 0: for ever; nor does
   the connecting (ETIMEDOUT). Returns a descriptor for the caller to close, or
   -1 with errno. */
int socket_connect(const char *address, int type, int patience_s)
    __attribute__((warn_unused_result));

#endif
