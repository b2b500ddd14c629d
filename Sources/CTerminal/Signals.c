// Signals: whatever ends this process, the terminal is given back first.
//
// Handlers only call functions that POSIX allows in a handler. Those of deadly signals write the farewell, restore the
// settings, put the default action back and raise the signal again, so that the process dies of what it was sent. Where
// SWIFT_BACKTRACE is set, the former action comes back instead: Swift's backtracer, which may ask questions and would
// keep everybody else waiting. Those of the others write one byte to a pipe that ct_wait listens to.
#define _GNU_SOURCE
#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE};
static const int reported[] = {SIGWINCH, SIGTSTP, SIGCONT};
enum { deadly_count = sizeof deadly / sizeof *deadly, reported_count = sizeof reported / sizeof *reported };

static struct sigaction former_deadly[deadly_count];
static struct sigaction former_reported[reported_count];
static bool caught;
static bool wants_backtrace;
static int report_pipe[2] = {-1, -1};

static volatile sig_atomic_t is_active;
static struct termios settings;
static char farewell[512];
static volatile size_t farewell_length;

static int errors_held = -1;  // where standard error goes meanwhile
static int errors_shown = -1;  // where it really goes

// A handler needs a stack of its own where the crash was that the stack ran out.
static char handler_stack[1 << 16];
static stack_t former_stack;

bool ct_remember_settings(void) { return tcgetattr(STDIN_FILENO, &settings) == 0; }

void ct_set_farewell(const char *bytes, size_t count) {
    if (count > sizeof farewell) count = sizeof farewell;
    farewell_length = 0;
    memcpy(farewell, bytes, count);
    farewell_length = count;
}

void ct_set_active(bool active) { is_active = active; }

void ct_write_all(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(fd, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd room = {.fd = fd, .events = POLLOUT};
            if (poll(&room, 1, 1000) <= 0) return;
        } else if (written < 0 && errno != EINTR) {
            return;
        }
    }
}

static void on_deadly(int number) {
    int error = errno;
    if (is_active) {
        is_active = 0;
        ct_write_all(STDOUT_FILENO, farewell, farewell_length);
        tcsetattr(STDIN_FILENO, TCSANOW, &settings);
        ct_show_errors();
    }
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigemptyset(&standard.sa_mask);
    for (int i = 0; i < deadly_count; i++) {
        if (deadly[i] == number) sigaction(number, wants_backtrace ? &former_deadly[i] : &standard, NULL);
    }
    errno = error;
    // The signal is blocked while its handler runs: it comes again as soon as this returns.
    raise(number);
}

static void on_reported(int number) {
    int error = errno;
    char byte = number == SIGWINCH ? 'w' : number == SIGTSTP ? 'z' : 'c';
    // A full pipe already holds the same news.
    ssize_t ignored = write(report_pipe[1], &byte, 1);
    (void)ignored;
    errno = error;
}

static bool make_pipe(void) {
    if (report_pipe[0] >= 0) return true;
    if (pipe(report_pipe) != 0) return false;
    for (int i = 0; i < 2; i++) {
        fcntl(report_pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(report_pipe[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

bool ct_catch_signals(void) {
    if (!make_pipe()) return false;
    if (caught) return true;
    wants_backtrace = getenv("SWIFT_BACKTRACE") != NULL;
    stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
    sigaltstack(&stack, &former_stack);
    struct sigaction action = {.sa_handler = on_deadly, .sa_flags = SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < deadly_count; i++) {
        sigaction(deadly[i], NULL, &former_deadly[i]);
        // What was ignored stays ignored: that is how nohup works.
        if (former_deadly[i].sa_handler != SIG_IGN) sigaction(deadly[i], &action, NULL);
    }
    action.sa_handler = on_reported;
    action.sa_flags = SA_RESTART;
    for (int i = 0; i < reported_count; i++) {
        sigaction(reported[i], NULL, &former_reported[i]);
        if (reported[i] != SIGTSTP || former_reported[i].sa_handler != SIG_IGN) sigaction(reported[i], &action, NULL);
    }
    caught = true;
    return true;
}

void ct_release_signals(void) {
    if (!caught) return;
    for (int i = 0; i < deadly_count; i++) sigaction(deadly[i], &former_deadly[i], NULL);
    for (int i = 0; i < reported_count; i++) sigaction(reported[i], &former_reported[i], NULL);
    // The system may say "disabled" of a stack that was never set; it must not be handed back with other flags.
    if (former_stack.ss_flags & SS_DISABLE) former_stack.ss_flags = SS_DISABLE;
    sigaltstack(&former_stack, NULL);
    caught = false;
}

static int anonymous_file(void) {
#ifdef __linux__
    return memfd_create("stderr", MFD_CLOEXEC);
#else
    char name[] = "/tmp/archscope.XXXXXX";
    int fd = mkstemp(name);
    if (fd >= 0) unlink(name);
    return fd;
#endif
}

void ct_hold_errors(void) {
    if (errors_held >= 0 || !isatty(STDERR_FILENO)) return;
    int file = anonymous_file();
    if (file < 0) return;
    errors_shown = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (errors_shown < 0) {
        close(file);
        return;
    }
    errors_held = file;
    dup2(file, STDERR_FILENO);
}

void ct_show_errors(void) {
    if (errors_held < 0) return;
    dup2(errors_shown, STDERR_FILENO);
    char buffer[4096];
    ssize_t count;
    lseek(errors_held, 0, SEEK_SET);
    while ((count = read(errors_held, buffer, sizeof buffer)) > 0) ct_write_all(STDERR_FILENO, buffer, (size_t)count);
    close(errors_held);
    close(errors_shown);
    errors_held = errors_shown = -1;
}

void ct_stop_process(bool group) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    struct sigaction ours;
    sigemptyset(&standard.sa_mask);
    sigaction(SIGTSTP, &standard, &ours);
    kill(group ? 0 : getpid(), SIGTSTP);
    // Stopped here, until continued.
    sigaction(SIGTSTP, &ours, NULL);
    char discarded[64];
    while (read(report_pipe[0], discarded, sizeof discarded) > 0) continue;
}

static int other_source = -1;

void ct_listen(int32_t descriptor) { other_source = descriptor; }

int32_t ct_wait(int32_t milliseconds) {
    struct pollfd sources[3] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = report_pipe[0], .events = POLLIN},
        {.fd = other_source, .events = POLLIN},  // poll passes over negative descriptors
    };
    int ready = poll(sources, 3, milliseconds);
    if (ready < 0 && errno != EINTR && errno != EAGAIN) return CT_CLOSED;
    int32_t happened = 0;
    char reports[64];
    ssize_t count;
    // A handler may have run during poll: look at the pipe in any case.
    while ((count = read(report_pipe[0], reports, sizeof reports)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            happened |= reports[i] == 'w' ? CT_RESIZED : reports[i] == 'z' ? CT_STOP_ASKED : CT_CONTINUED;
        }
    }
    if (ready > 0 && (sources[0].revents & POLLIN)) {
        happened |= CT_INPUT;
    } else if (ready > 0 && (sources[0].revents & (POLLHUP | POLLERR | POLLNVAL))) {
        happened |= CT_CLOSED;
    }
    if (ready > 0 && (sources[2].revents & POLLIN)) happened |= CT_OTHER;
    return happened;
}

int32_t ct_read(uint8_t *buffer, int32_t capacity) {
    ssize_t count;
    do count = read(STDIN_FILENO, buffer, (size_t)capacity);
    while (count < 0 && errno == EINTR);
    return count > 0 ? (int32_t)count : 0;
}

int64_t ct_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
