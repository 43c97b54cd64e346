/* Makes a write to the store fail: the FAULT_AT-th one, with FAULT_ERRNO; with FAULT_STICKY all after it too.
   Loaded before the program by test_faults.py. Only files with "news.db" in their path are meant. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int fails(int file) {
    static long left = -2;
    char link[64], path[4096];
    ssize_t length;
    if (left == -2) left = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : -1;
    if (left < 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!strstr(path, "news.db") || left-- > 0) return 0;
    left = getenv("FAULT_STICKY") ? 0 : -1;
    errno = atoi(getenv("FAULT_ERRNO"));
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
