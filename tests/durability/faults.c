/* Makes a write to the store fail, or kills the process there, as set_fault says: the at-th one from then on with that errno,
   where -1 kills; a sticky fault takes all after it too. Loaded before the program (deaths.py); only files with "news.db" or
   "pages.db" in their path are meant. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long left = -1, seen = 0;
static int number = 0, sticky = 0;

void set_fault(long at, int errno_or_kill, int is_sticky) {
    left = at;
    number = errno_or_kill;
    sticky = is_sticky;
    seen = 0;
}

long writes_seen(void) { return seen; }

static int is_ours(int file) {
    char link[64], path[4096];
    ssize_t length;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "news.db") || strstr(path, "pages.db");
}

static int fails(int file) {
    if (!is_ours(file)) return 0;
    seen++;
    if (left < 0 || left-- > 0) return 0;
    if (number == -1) kill(getpid(), SIGKILL);
    left = sticky ? 0 : -1;
    errno = number;
    return 1;
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (fails(file)) return -1;
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    return real(file, data, size, at);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at) { return pwrite64(file, data, size, at); }

ssize_t write(int file, const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (fails(file)) return -1;
    if (!real) real = dlsym(RTLD_NEXT, "write");
    return real(file, data, size);
}

int fdatasync(int file) {
    static int (*real)(int);
    if (fails(file)) return -1;
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    return real(file);
}

int fsync(int file) {
    static int (*real)(int);
    if (fails(file)) return -1;
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    return real(file);
}

int ftruncate64(int file, off64_t size) {
    static int (*real)(int, off64_t);
    if (fails(file)) return -1;
    if (!real) real = dlsym(RTLD_NEXT, "ftruncate64");
    return real(file, size);
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }
