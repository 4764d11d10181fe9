/*
 * A disk that fails on command, to be preloaded (LD_PRELOAD) into a receiver by the ledger test.
 *
 * It watches the files events.db and events.db-wal of one folder, and the answers "HTTP/1.1 200" on sockets.
 *   LEDGER_FOLDER   the folder
 *   LEDGER_JOURNAL  a file to which every write, truncation and fsync is appended, so that the test can tell what a disk
 *                   would hold if the power failed now (see PowerLoss.java, which reads it)
 *   LEDGER_FAULT    what goes wrong, as "ACTION PLACE NTH [COUNT ERRNO]"; nothing if it is not set
 *     ACTION  before, inside, after: the process is killed there; fail: the call fails; skip: a sync is left out
 *     PLACE   wal-write, wal-sync, wal-truncate, db-read, db-write, db-sync, db-truncate, answer
 *     NTH     at which call of this kind, from 1; COUNT: how many calls fail, -1 for all from there on
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <fcntl.h>
#include <unistd.h>

enum target { NONE, DB, WAL };
enum place { DB_READ, DB_WRITE, DB_SYNC, DB_TRUNCATE, WAL_WRITE, WAL_SYNC, WAL_TRUNCATE, ANSWER, PLACES };

static const char *const PLACE_NAMES[PLACES] = {
    "db-read", "db-write", "db-sync", "db-truncate", "wal-write", "wal-sync", "wal-truncate", "answer"};

/* Long enough for an answer that was given too early to get out of the process. */
static const useconds_t HOLD_MICROS = 100000;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pread64)(int, void *, size_t, off64_t);
static ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate64)(int, off64_t);

static char folder[PATH_MAX];
static int journal = -1;
static char action[16];
static enum place fault_place = PLACES;
static long nth, count, error_number;
static atomic_long calls[PLACES];
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_writev = dlsym(RTLD_NEXT, "writev");
    real_pread64 = dlsym(RTLD_NEXT, "pread64");
    real_pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate64 = dlsym(RTLD_NEXT, "ftruncate64");
    const char *value = getenv("LEDGER_FOLDER");
    if (value == NULL || realpath(value, folder) == NULL) {
        folder[0] = 0;
    }
    value = getenv("LEDGER_JOURNAL");
    if (value != NULL) {
        journal = open(value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    char place[16] = "";
    value = getenv("LEDGER_FAULT");
    if (value != NULL && sscanf(value, "%15s %15s %ld %ld %ld", action, place, &nth, &count, &error_number) >= 3) {
        for (int i = 0; i < PLACES; i++) {
            if (strcmp(place, PLACE_NAMES[i]) == 0) {
                fault_place = i;
            }
        }
    }
}

static enum target target_of(int fd) {
    char link[64], path[PATH_MAX];
    struct stat64 status;
    if (folder[0] == 0 || fstat64(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        return NONE;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    size_t prefix = strlen(folder);
    if (length < 0 || (size_t)length < prefix) {
        return NONE;
    }
    path[length] = 0;
    if (strncmp(path, folder, prefix) != 0) {
        return NONE;
    }
    return strcmp(path + prefix, "/events.db") == 0 ? DB : strcmp(path + prefix, "/events.db-wal") == 0 ? WAL : NONE;
}

/* One record: kind, file, offset (or length), length of the bytes that follow. W wrote, T truncated, S synced, F failed to sync. */
static void note(char kind, enum target target, int64_t offset, const void *bytes, int64_t length) {
    if (journal < 0) {
        return;
    }
    char head[18];
    head[0] = kind;
    head[1] = target == DB ? 'd' : 'w';
    memcpy(head + 2, &offset, 8);
    memcpy(head + 10, &length, 8);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, (size_t)length}};
    if (real_writev(journal, parts, 2) != (ssize_t)(sizeof head + (size_t)length)) {
        abort();
    }
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) {
        pause();
    }
}

/* Whether the fault is at this call. */
static int is_hit(enum place place, const char *wanted, long call) {
    return place == fault_place && strcmp(action, wanted) == 0 && call == nth;
}

/* Counts a call. Returns its number. */
static long enter(enum place place) {
    long call = atomic_fetch_add(&calls[place], 1) + 1;
    if (is_hit(place, "before", call)) {
        usleep(HOLD_MICROS);
        die();
    }
    return call;
}

static void leave(enum place place, long call) {
    if (is_hit(place, "after", call)) {
        die();
    }
}

static int fails(enum place place, long call) {
    if (place != fault_place || strcmp(action, "fail") != 0 || call < nth || (count >= 0 && call >= nth + count)) {
        return 0;
    }
    errno = (int)error_number;
    return 1;
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset) {
    if (fault_place == DB_READ && target_of(fd) == DB && fails(DB_READ, enter(DB_READ))) {
        return -1;
    }
    return real_pread64(fd, bytes, length, offset);
}

ssize_t pread(int fd, void *bytes, size_t length, off_t offset) {
    return pread64(fd, bytes, length, offset);
}

static ssize_t write_at(int fd, enum target target, const void *bytes, size_t length, off64_t offset) {
    enum place place = target == DB ? DB_WRITE : WAL_WRITE;
    long call = enter(place);
    if (fails(place, call)) {
        return -1;
    }
    int torn = is_hit(place, "inside", call);
    pthread_mutex_lock(&order);
    ssize_t written = real_pwrite64(fd, bytes, torn ? length / 2 : length, offset);
    if (written > 0) {
        note('W', target, offset, bytes, written);
    }
    pthread_mutex_unlock(&order);
    if (torn) {
        die();
    }
    leave(place, call);
    return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    enum target target = target_of(fd);
    return target == NONE ? real_pwrite64(fd, bytes, length, offset) : write_at(fd, target, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    return pwrite64(fd, bytes, length, offset);
}

static int is_answer(const void *bytes, size_t length) {
    static const char ACCEPTED[] = "HTTP/1.1 200";
    return length >= sizeof ACCEPTED - 1 && memcmp(bytes, ACCEPTED, sizeof ACCEPTED - 1) == 0;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    if (is_answer(bytes, length)) {
        long call = enter(ANSWER);
        ssize_t sent = real_write(fd, bytes, length);
        leave(ANSWER, call);
        return sent;
    }
    enum target target = target_of(fd);
    if (target == NONE) {
        return real_write(fd, bytes, length);
    }
    off64_t offset = lseek64(fd, 0, SEEK_CUR);
    ssize_t written = write_at(fd, target, bytes, length, offset);
    if (written > 0) {
        lseek64(fd, offset + written, SEEK_SET);
    }
    return written;
}

ssize_t writev(int fd, const struct iovec *parts, int number) {
    if (number > 0 && is_answer(parts[0].iov_base, parts[0].iov_len)) {
        long call = enter(ANSWER);
        ssize_t sent = real_writev(fd, parts, number);
        leave(ANSWER, call);
        return sent;
    }
    return real_writev(fd, parts, number);
}

static int sync_file(int fd, int (*real)(int)) {
    enum target target = target_of(fd);
    if (target == NONE) {
        return real(fd);
    }
    if (strcmp(action, "skip") == 0) {
        return 0;
    }
    enum place place = target == DB ? DB_SYNC : WAL_SYNC;
    long call = enter(place);
    pthread_mutex_lock(&order);
    int result = fails(place, call) ? -1 : real(fd);
    int error = errno;
    note(result == 0 ? 'S' : 'F', target, 0, NULL, 0);
    pthread_mutex_unlock(&order);
    errno = error;
    leave(place, call);
    return result;
}

int fsync(int fd) {
    return sync_file(fd, real_fsync);
}

int fdatasync(int fd) {
    return sync_file(fd, real_fdatasync);
}

int ftruncate64(int fd, off64_t length) {
    enum target target = target_of(fd);
    if (target == NONE) {
        return real_ftruncate64(fd, length);
    }
    enum place place = target == DB ? DB_TRUNCATE : WAL_TRUNCATE;
    long call = enter(place);
    if (fails(place, call)) {
        return -1;
    }
    pthread_mutex_lock(&order);
    int result = real_ftruncate64(fd, length);
    if (result == 0) {
        note('T', target, length, NULL, 0);
    }
    pthread_mutex_unlock(&order);
    leave(place, call);
    return result;
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}
