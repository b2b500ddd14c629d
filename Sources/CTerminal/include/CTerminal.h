// `CTerminal` owns the only C of the project: a shim over ncursesw for one process-wide terminal. It must not know
// what is drawn, and no curses type or macro passes this header: curses' globals do not import into Swift 6.
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stdint.h>

// Why a terminal cannot be opened.
enum ct_status {
    CT_OK = 0,
    CT_INPUT_IS_NO_TERMINAL,
    CT_OUTPUT_IS_NO_TERMINAL,
    CT_TYPE_UNSET,
    CT_TYPE_UNKNOWN,
    CT_TYPE_CANNOT_MOVE_CURSOR,
    CT_SYSTEM_ERROR,
};

// What happened, as bits of what ct_wait returns.
enum ct_happening {
    CT_INPUT = 1,
    CT_RESIZED = 2,
    CT_STOP_ASKED = 4,
    CT_CONTINUED = 8,
    CT_CLOSED = 16,
    CT_OTHER = 32,
};

enum ct_attribute { CT_BOLD = 1, CT_DIM = 2, CT_REVERSE = 4, CT_UNDERLINE = 8 };

// One character with its marks (scalars after the last are 0), one or two columns wide.
typedef struct {
    uint32_t scalars[5];
    int32_t pair;
    uint8_t attributes;
    uint8_t width;
} ct_cell;

// What the terminal can do; valid while it is open.
typedef struct {
    int32_t colours;  // 0 without colour, else 8, 16, 256, or 2^24 where a colour's number is its RGB value
    int32_t pairs;    // pairs of foreground and background that can be used at once
    bool utf8;        // whether the locale sends UTF-8; otherwise only ASCII may be drawn
    bool modes;       // whether it takes xterm's private modes: mouse reports and synchronized output
} ct_features;

// Whether standard input and output are a terminal that ct_open can drive.
int32_t ct_fitness(void);

// Takes over the terminal: alternate screen, raw keys, signal handlers that give it back. Returns a ct_status.
// Without colour, or where the environment sets NO_COLOR, no colour code is ever sent.
int32_t ct_open(bool colour);
ct_features ct_capabilities(void);

// Gives the terminal back as it was. Does nothing where none is open.
void ct_close(void);

// Gives the terminal back, stops this process (or its whole group), and takes the terminal again when continued.
void ct_suspend(bool group);

// Takes the terminal again after a stop that could not be prepared for (SIGSTOP).
void ct_retake(void);

// Reads the terminal's size and makes room for it; returns columns * 65536 + rows, each at least 1.
int32_t ct_resize(void);

// Gives a pair its two colours; -1 is the terminal's own.
void ct_set_pair(int32_t pair, int32_t foreground, int32_t background);

// Draws cells on one row, in memory only.
void ct_draw(int32_t y, int32_t x, const ct_cell *cells, int32_t count);

// Sends what changed since the last call, and puts the cursor; a negative y hides it.
void ct_flush(int32_t cursor_y, int32_t cursor_x);

// Makes the next ct_flush send everything.
void ct_repaint(void);

// Reports of mouse buttons, wheel and drags.
void ct_set_mouse(bool on);

// Sends bytes as they are, for requests that curses does not know.
void ct_send(const char *bytes, int32_t count);

// Also wakes for input on another descriptor, told as CT_OTHER; -1 for none. Who gave it has to read it.
void ct_listen(int32_t descriptor);

// Sleeps until something happens, at most so many milliseconds (negative: without end). Returns ct_happening bits.
int32_t ct_wait(int32_t milliseconds);

// Reads what was typed, without waiting.
int32_t ct_read(uint8_t *buffer, int32_t capacity);

// The bytes that a key sends, by its terminfo name; null where the terminal has no such key.
const char *ct_key_bytes(const char *terminfo_name);

// Nanoseconds on a clock that only runs forward.
int64_t ct_nanoseconds(void);

#endif
