import Canvas
import Testing

@testable import Terminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A terminal for a child process, made of a pseudo-terminal: what the child leaves behind can be looked at.
private struct PseudoTerminal {
    let master: Int32
    let slave: Int32
    let path: String
    let before: termios

    init() throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: 8, ws_col: 30, ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&ends.master, &ends.slave, &name, nil, &size) == 0)
        (master, slave) = ends
        try #require(fcntl(master, F_SETFL, O_NONBLOCK) == 0)
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        var settings = termios()
        try #require(tcgetattr(slave, &settings) == 0)
        before = settings
    }

    /// All that was written to it so far.
    func output() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(master, &buffer, buffer.count), count > 0 { bytes += buffer.prefix(count) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the settings are those of before.
    func isAsBefore() -> Bool {
        var after = termios()
        tcgetattr(slave, &after)
        return after.c_iflag == before.c_iflag && after.c_oflag == before.c_oflag && after.c_cflag == before.c_cflag
            && after.c_lflag == before.c_lflag
            && withUnsafeBytes(of: after.c_cc) { after in
                withUnsafeBytes(of: before.c_cc) { before in after.elementsEqual(before) }
            }
    }

    func close() {
        Glibc.close(slave)
        Glibc.close(master)
    }
}

/// In the child: makes the pseudo-terminal its own, and shows a first frame.
private func openSession(_ path: String, type: String = "xterm-256color", locale: String = "C.UTF-8") throws
    -> TerminalSession
{
    setsid()
    let terminal = open(path, O_RDWR)
    _ = ioctl(terminal, UInt(TIOCSCTTY), 0)
    for descriptor in Int32(0)...2 { dup2(terminal, descriptor) }
    setenv("TERM", type, 1)
    setenv("LC_ALL", locale, 1)
    // Swift's own backtraces come after ours, and take their time.
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGQUIT, SIGINT, SIGTERM, SIGHUP] {
        signal(number, SIG_DFL)
    }
    var limit = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), &limit)
    var session = try TerminalSession()
    var canvas = Canvas(session.size)
    canvas.drawBox(canvas.bounds, title: "Größe")
    canvas.write("ready", x: 2, y: 2, style: Style(.success))
    session.present(canvas)
    return session
}

@Suite("The terminal is given back", .serialized)
struct RestoreTests {
    private func expectRestored(_ terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
        let output = terminal.output()
        #expect(output.contains("ready"), sourceLocation: sourceLocation)
        #expect(terminal.isAsBefore(), "the settings differ", sourceLocation: sourceLocation)
        func last(_ text: String) -> Int {
            output.ranges(of: text).last.map { output.distance(from: output.startIndex, to: $0.lowerBound) } ?? -1
        }
        for (on, off) in [
            ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?25l", "\u{1B}[?25h"), ("\u{1B}[?1h", "\u{1B}[?1l"),
            ("\u{1B}[?1000h", "\u{1B}[?1000l"), ("\u{1B}[?1006h", "\u{1B}[?1006l"), ("\u{1B}[?2026h", "\u{1B}[?2026l"),
        ] {
            #expect(last(on) >= 0, "\(on.debugDescription) was never sent", sourceLocation: sourceLocation)
            #expect(last(off) > last(on), "\(on.debugDescription) is still on", sourceLocation: sourceLocation)
        }
        terminal.close()
    }

    @Test func afterQuit() async throws {
        let terminal = try PseudoTerminal()
        let path = terminal.path
        await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
            let session = try openSession(path)
            session.restore()
            exit(7)
        }
        expectRestored(terminal)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS, SIGFPE])
    func afterASignal(_ number: Int32) async throws {
        let terminal = try PseudoTerminal()
        let path = terminal.path
        await #expect(processExitsWith: .signal(number)) { [path = path as String, number = number as Int32] in
            var session = try openSession(path)
            kill(getpid(), number)
            _ = session.nextEvent()
        }
        expectRestored(terminal)
    }

    @Test func afterATrap() async throws {
        let terminal = try PseudoTerminal()
        let path = terminal.path
        await #expect(processExitsWith: .failure) { [path = path as String] in
            var session = try openSession(path)
            let size = session.size
            // What no compiler foresees: an index that is out of range.
            print([1, 2, 3][size.width])
            _ = session.nextEvent()
        }
        let output = terminal.output()
        let message = try #require(output.ranges(of: "Index out of range").first, "the trap's message is not shown")
        let end = try #require(output.ranges(of: "\u{1B}[?1049l").first)
        #expect(end.lowerBound < message.lowerBound, "the message is lost with the alternate screen")
        #expect(terminal.isAsBefore())
        terminal.close()
    }

    @Test func afterTheStackRanOut() async throws {
        let terminal = try PseudoTerminal()
        let path = terminal.path
        await #expect(processExitsWith: .signal(SIGSEGV)) { [path = path as String] in
            let session = try openSession(path)
            func deeper(_ depth: Int) -> Int { depth < 0 ? 0 : deeper(depth + 1) + depth }
            exit(Int32(truncatingIfNeeded: deeper(session.size.width)))
        }
        expectRestored(terminal)
    }

    @Test func withoutAnAlternateScreenTheShellGoesOnBelow() async throws {
        let terminal = try PseudoTerminal()
        let path = terminal.path
        await #expect(processExitsWith: .signal(SIGTERM)) { [path = path as String] in
            var session = try openSession(path, type: "vt100")
            kill(getpid(), SIGTERM)
            _ = session.nextEvent()
        }
        let output = terminal.output()
        #expect(
            output.hasSuffix("\u{1B}[8;1H\r\n") || output.hasSuffix("\u{1B}[8;1H\r\r\n"),
            "\(output.suffix(40).debugDescription)")
        #expect(!output.contains("\u{1B}[?1000"), "a VT100 has no mouse")
        #expect(terminal.isAsBefore())
        terminal.close()
    }

    @Test func inAnASCIILocaleEveryByteIsASCII() async throws {
        let terminal = try PseudoTerminal()
        let path = terminal.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            let session = try openSession(path, locale: "C")
            session.restore()
            exit(0)
        }
        let output = terminal.output()
        #expect(output.utf8.allSatisfy { $0 < 0x80 })
        #expect(output.contains("Grose"))
        terminal.close()
    }

    @Test func withoutColourNoColourIsSent() async throws {
        for (name, type) in [("1", "xterm-256color"), ("", "vt100")] {
            let terminal = try PseudoTerminal()
            let path = terminal.path
            await #expect(processExitsWith: .success) {
                [path = path as String, name = name as String, type = type as String] in
                setenv("NO_COLOR", name, 1)
                let session = try openSession(path, type: type)
                session.restore()
                exit(0)
            }
            let output = terminal.output()
            #expect(output.contains("ready"))
            #expect(output.firstMatch(of: /\u{1B}\[[0-9;]*(3[0-9]|4[0-9]|9[0-7]|10[0-7])[0-9;]*m/) == nil)
            terminal.close()
        }
    }

    @Test func whatDidNotChangeIsNotSent() async throws {
        let terminal = try PseudoTerminal()
        let path = terminal.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            var session = try openSession(path)
            var canvas = Canvas(session.size)
            canvas.write("marker", x: 0, y: 0)
            session.present(canvas)
            for _ in 0..<50 { session.present(canvas) }
            canvas.write("X", x: 20, y: 5)
            session.present(canvas)
            session.restore()
            exit(0)
        }
        let frames = terminal.output().ranges(of: "\u{1B}[?2026h").count
        #expect(frames == 3)
        terminal.close()
    }
}

@Suite("Where no terminal is, the reason is told")
struct FitnessTests {
    @Test(arguments: [("dumb", TerminalError.cannotMoveCursor), ("no-such-terminal", .typeUnknown), ("", .typeUnset)])
    func unfitTypes(_ type: String, _ expected: TerminalError) async throws {
        let terminal = try PseudoTerminal()
        let path = terminal.path
        let code = Int32(TerminalError.allReasons.firstIndex(of: expected)!)
        await #expect(processExitsWith: .exitCode(code)) { [path = path as String, type = type as String] in
            do {
                let session = try openSession(path, type: type)
                exit(Int32(session.size.width))
            } catch let error as TerminalError {
                exit(Int32(TerminalError.allReasons.firstIndex(of: error)!))
            }
        }
        #expect(terminal.output().isEmpty)
        #expect(terminal.isAsBefore())
        terminal.close()
    }

    @Test func everyReasonHasARemedy() {
        for reason in TerminalError.allReasons {
            #expect(reason.description.contains("; "), "\(reason)")
        }
        #expect(Set(TerminalError.allReasons.map(\.description)).count == TerminalError.allReasons.count)
    }
}

extension TerminalError {
    fileprivate static let allReasons: [TerminalError] = [
        .inputIsNoTerminal, .outputIsNoTerminal, .typeUnset, .typeUnknown, .cannotMoveCursor, .system,
    ]
}
