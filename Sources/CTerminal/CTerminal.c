// The screen: everything that goes through ncursesw.
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#define NCURSES_NOMACROS 1
#include "CTerminal.h"
#include "internal.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

// <term.h> gives these plain words to capabilities.
#undef buttons
#undef columns
#undef lines

static SCREEN *screen;
static ct_features features;
static bool mouse_on;

static const char mouse_start[] = "\033[?1000h\033[?1002h\033[?1006h";
static const char mouse_end[] = "\033[?1006l\033[?1002l\033[?1000l";
// Synchronized output: the terminal shows a frame at once. Terminfo has no name for it; others ignore it.
static const char frame_start[] = "\033[?2026h";
static const char frame_end[] = "\033[?2026l";

static const char *capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

// Uses the user's character set; where none is chosen, UTF-8, which today's terminals speak.
static void choose_locale(void) {
    setlocale(LC_ALL, "");
    const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    bool chosen = false;
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        chosen = chosen || (value && *value);
    }
    if (!chosen && !setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "UTF-8");
    // Numbers are read and written by Swift, never by the locale.
    setlocale(LC_NUMERIC, "C");
    features.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int32_t ct_fitness(void) {
    if (!isatty(STDIN_FILENO)) return CT_INPUT_IS_NO_TERMINAL;
    if (!isatty(STDOUT_FILENO)) return CT_OUTPUT_IS_NO_TERMINAL;
    const char *type = getenv("TERM");
    if (!type || !*type) return CT_TYPE_UNSET;
    if (screen) return CT_OK;
    int error = 0;
    if (setupterm(type, STDOUT_FILENO, &error) != OK) {
        // Terminfo says 0 both of unknown and of too generic types, such as "dumb".
        return strcmp(type, "dumb") == 0 ? CT_TYPE_CANNOT_MOVE_CURSOR : CT_TYPE_UNKNOWN;
    }
    int32_t status = capability("cup") && capability("clear") ? CT_OK : CT_TYPE_CANNOT_MOVE_CURSOR;
    del_curterm(cur_term);
    return status;
}

static void append(char *text, size_t *length, size_t capacity, const char *more) {
    size_t count = more ? strlen(more) : 0;
    if (*length + count > capacity) return;
    memcpy(text + *length, more, count);
    *length += count;
}

// Capabilities may hold padding such as $<5>, which only tputs may interpret and no terminal of today needs.
static void append_capability(char *text, size_t *length, size_t capacity, const char *value) {
    for (; value && *value; value++) {
        if (value[0] == '$' && value[1] == '<' && strchr(value, '>')) {
            value = strchr(value, '>');
        } else if (*length < capacity) {
            text[(*length)++] = *value;
        }
    }
}

static void prepare_farewell(void) {
    char text[512];
    size_t length = 0;
    if (features.modes) {
        append(text, &length, sizeof text, frame_end);
        append(text, &length, sizeof text, mouse_end);
    }
    append_capability(text, &length, sizeof text, capability("sgr0"));
    if (features.colours) append_capability(text, &length, sizeof text, capability("op"));
    append_capability(text, &length, sizeof text, capability("cnorm"));
    append_capability(text, &length, sizeof text, capability("rmkx"));
    const char *leave = capability("rmcup");
    if (leave) {
        append_capability(text, &length, sizeof text, leave);
    } else {
        // Without an alternate screen the shell goes on below the picture.
        const char *move = capability("cup");
        if (move) append_capability(text, &length, sizeof text, tparm((char *)move, getmaxy(stdscr) - 1, 0));
        append(text, &length, sizeof text, "\r\n");
    }
    ct_set_farewell(text, length);
}

int32_t ct_open(bool colour) {
    if (screen) return CT_OK;
    int32_t status = ct_fitness();
    if (status != CT_OK) return status;
    choose_locale();
    if (!ct_remember_settings() || !ct_catch_signals()) return CT_SYSTEM_ERROR;
    // The size comes from the system, not from LINES and COLUMNS, which nobody updates.
    use_env(FALSE);
    use_tioctl(TRUE);
    screen = newterm(NULL, stdout, stdin);
    if (!screen) {
        ct_release_signals();
        return CT_TYPE_UNKNOWN;
    }
    features.modes = capability("kmous") != NULL;
    features.colours = features.pairs = 0;
    const char *no_colour = getenv("NO_COLOR");
    if (colour && !(no_colour && *no_colour) && has_colors() && start_color() == OK) {
        use_default_colors();
        features.colours = COLORS;
        features.pairs = COLOR_PAIRS;
    }
    prepare_farewell();
    ct_set_active(true);
    ct_hold_errors();
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    scrollok(stdscr, FALSE);
    mouse_on = false;
    return CT_OK;
}

ct_features ct_capabilities(void) { return features; }

// Switches off what curses does not know of, and lets curses undo the rest.
static void leave_screen(void) {
    if (mouse_on) ct_send(mouse_end, sizeof mouse_end - 1);
    curs_set(1);
    endwin();
    ct_set_active(false);
}

void ct_close(void) {
    if (!screen) return;
    leave_screen();
    ct_show_errors();
    ct_release_signals();
    delscreen(screen);
    screen = NULL;
}

static void take_screen(void) {
    ct_set_active(true);
    reset_prog_mode();
    keypad(stdscr, TRUE);
    if (mouse_on) ct_send(mouse_start, sizeof mouse_start - 1);
    ct_repaint();
}

void ct_suspend(bool group) {
    if (!screen) return;
    leave_screen();
    ct_show_errors();
    ct_stop_process(group);
    ct_remember_settings();
    ct_hold_errors();
    take_screen();
}

void ct_retake(void) {
    if (!screen) return;
    const char *enter = capability("smcup");
    if (enter) ct_send(enter, (int32_t)strlen(enter));
    take_screen();
}

int32_t ct_resize(void) {
    struct winsize size = {0};
    int rows = screen ? getmaxy(stdscr) : 24;
    int columns = screen ? getmaxx(stdscr) : 80;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        rows = size.ws_row;
        columns = size.ws_col;
    }
    if (rows > 32767) rows = 32767;
    if (columns > 32767) columns = 32767;
    if (screen && (rows != getmaxy(stdscr) || columns != getmaxx(stdscr))) {
        resizeterm(rows, columns);
        prepare_farewell();
        ct_repaint();
    }
    return columns * 65536 + rows;
}

void ct_set_pair(int32_t pair, int32_t foreground, int32_t background) {
    if (pair > 0 && pair < features.pairs) init_extended_pair(pair, foreground, background);
}

static attr_t curses_attributes(uint8_t attributes) {
    attr_t value = A_NORMAL;
    if (attributes & CT_BOLD) value |= A_BOLD;
    if (attributes & CT_DIM) value |= A_DIM;
    if (attributes & CT_REVERSE) value |= A_REVERSE;
    if (attributes & CT_UNDERLINE) value |= A_UNDERLINE;
    return value;
}

void ct_draw(int32_t y, int32_t x, const ct_cell *cells, int32_t count) {
    enum { portion = 256 };
    cchar_t drawn[2 * portion];
    while (count > 0) {
        int used = 0;
        int columns = 0;
        for (; count > 0 && used < portion; cells++, count--) {
            wchar_t text[6] = {0};
            int length = 0;
            while (length < 5 && cells->scalars[length]) {
                text[length] = (wchar_t)cells->scalars[length];
                length++;
            }
            attr_t attributes = curses_attributes(cells->attributes);
            int pair = cells->pair;
            // A character that the C library measures otherwise, or does not know, would shift the rest of the row.
            if (length == 0 || wcwidth(text[0]) != cells->width) {
                setcchar(&drawn[used++], L"?", attributes, 0, &pair);
                if (cells->width == 2) setcchar(&drawn[used++], L" ", attributes, 0, &pair);
            } else {
                setcchar(&drawn[used++], text, attributes, 0, &pair);
            }
            columns += cells->width;
        }
        mvwadd_wchnstr(stdscr, y, x, drawn, used);
        x += columns;
    }
}

void ct_flush(int32_t cursor_y, int32_t cursor_x) {
    if (!screen) return;
    // Curses holds nothing back between two calls of doupdate, so what is sent past it keeps its place.
    if (features.modes) ct_send(frame_start, sizeof frame_start - 1);
    if (cursor_y >= 0) wmove(stdscr, cursor_y, cursor_x);
    curs_set(cursor_y >= 0);
    wnoutrefresh(stdscr);
    doupdate();
    if (features.modes) ct_send(frame_end, sizeof frame_end - 1);
}

void ct_repaint(void) {
    if (screen) clearok(curscr, TRUE);
}

void ct_set_mouse(bool on) {
    if (!screen || !features.modes || mouse_on == on) return;
    mouse_on = on;
    if (on) ct_send(mouse_start, sizeof mouse_start - 1);
    else ct_send(mouse_end, sizeof mouse_end - 1);
}

void ct_send(const char *bytes, int32_t count) { ct_write_all(STDOUT_FILENO, bytes, (size_t)count); }

const char *ct_key_bytes(const char *terminfo_name) { return capability(terminfo_name); }
