/*
 * Linked with the variant tsan. ThreadSanitizer (of gcc 12 and 14) does not
 * know pthread_clockjoin_np, by which base/worker waits for a thread: it takes
 * all that the thread did for a race with what comes after it. It does know
 * pthread_timedjoin_np, which is the same by another clock.
 */
#include <pthread.h>
#include <time.h>

int pthread_clockjoin_np(pthread_t thread, void **result, clockid_t clock,
                         const struct timespec *until)
{
    struct timespec now;
    struct timespec wall;
    clock_gettime(clock, &now);
    clock_gettime(CLOCK_REALTIME, &wall);
    wall.tv_sec += until->tv_sec - now.tv_sec;
    wall.tv_nsec += until->tv_nsec - now.tv_nsec;
    if (wall.tv_nsec < 0 || wall.tv_nsec >= 1000000000) {
        long carry = wall.tv_nsec < 0 ? -1 : 1;
        wall.tv_sec += carry;
        wall.tv_nsec -= carry * 1000000000;
    }
    return pthread_timedjoin_np(thread, result, &wall);
}
