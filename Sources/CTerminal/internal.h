// What the two halves of the shim share: the screen (CTerminal.c) and the signals (Signals.c).
#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

// Remembers the terminal's settings before anything changes them. Returns false where they cannot be read.
bool ct_remember_settings(void);

// The bytes that undo what was switched on. They are prepared ahead: a signal handler may not ask terminfo.
void ct_set_farewell(const char *bytes, size_t count);

// Installs and removes the handlers and the pipe through which they report. Returns false on a system error.
bool ct_catch_signals(void);
void ct_release_signals(void);

// Keeps what is written to standard error off the screen, and shows it once the terminal is given back.
void ct_hold_errors(void);
void ct_show_errors(void);

// Stops the process as the terminal's stop key would, and returns when it is continued.
void ct_stop_process(bool group);

// Whether the handlers have to give the terminal back.
void ct_set_active(bool active);

void ct_write_all(int fd, const char *bytes, size_t count);

#endif
