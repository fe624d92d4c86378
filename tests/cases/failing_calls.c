/* Calls of the system that fail when asked to, and a clock that goes wrong; loaded before the C library.

   FAIL_AT=n makes the n-th call that changes a file fail for lack of space, and FAIL_AT=n- every one from then
   on. CLOCK_SHIFT=s moves the time of day by s seconds. `fail_at` and `calls` set and count in a running process. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static long count, first, last, shift;

void fail_at(long n, int from_then_on) { count = 0; first = n; last = from_then_on ? 1L << 60 : n; }
long calls(void) { return count; }

__attribute__((constructor)) static void read_settings(void)
{
    const char *n = getenv("FAIL_AT"), *s = getenv("CLOCK_SHIFT");
    if (n) fail_at(atol(n), strchr(n, '-') != NULL);
    if (s) shift = atol(s);
}

static int denied(void)
{
    long n = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    if (first == 0 || n < first || n > last) return 0;
    errno = ENOSPC;
    return 1;
}

static int is_file(int fd)
{
    struct stat about;
    return fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRITES(flags) (((flags) & O_ACCMODE) != O_RDONLY || ((flags) & O_CREAT))
#define MODE(flags) mode_t mode = 0; \
    if ((flags) & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...)
{ MODE(flags) return WRITES(flags) && denied() ? -1 : NEXT(open)(path, flags, mode); }
int open64(const char *path, int flags, ...)
{ MODE(flags) return WRITES(flags) && denied() ? -1 : NEXT(open64)(path, flags, mode); }
int openat(int at, const char *path, int flags, ...)
{ MODE(flags) return WRITES(flags) && denied() ? -1 : NEXT(openat)(at, path, flags, mode); }
ssize_t write(int fd, const void *data, size_t size)
{ return is_file(fd) && denied() ? -1 : NEXT(write)(fd, data, size); }
ssize_t writev(int fd, const struct iovec *parts, int many)
{ return is_file(fd) && denied() ? -1 : NEXT(writev)(fd, parts, many); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{ return denied() ? -1 : NEXT(pwrite)(fd, data, size, at); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{ return denied() ? -1 : NEXT(pwrite64)(fd, data, size, at); }
ssize_t sendfile(int to, int from, off_t *at, size_t size);
ssize_t sendfile64(int to, int from, off64_t *at, size_t size)
{ return is_file(to) && denied() ? -1 : NEXT(sendfile64)(to, from, at, size); }
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t size, unsigned flags)
{ return denied() ? -1 : NEXT(copy_file_range)(from, a, to, b, size, flags); }
int fsync(int fd) { return denied() ? -1 : NEXT(fsync)(fd); }
int rename(const char *from, const char *to) { return denied() ? -1 : NEXT(rename)(from, to); }
int mkdir(const char *path, mode_t mode) { return denied() ? -1 : NEXT(mkdir)(path, mode); }

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int failed = NEXT(clock_gettime)(clock, now);
    if (!failed && clock == CLOCK_REALTIME) now->tv_sec += shift;
    return failed;
}
time_t time(time_t *now)
{
    time_t then = NEXT(time)(NULL) + shift;
    if (now) *now = then;
    return then;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    int failed = NEXT(gettimeofday)(now, zone);
    if (!failed) now->tv_sec += shift;
    return failed;
}
