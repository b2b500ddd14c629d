import Foundation

/// A program in a terminal of its own, seen from outside: what it writes, when, and how it ends. Tests and measurements
/// look at archscope through it.
public final class PseudoTerminal {
    private let master: Int32
    private let slave: Int32
    private let settings: termios
    /// The program's process.
    public let process: pid_t
    /// All that was written so far.
    public private(set) var output: [UInt8] = []
    private let started = DispatchTime.now()
    private var exitStatus: Int32?

    /// Why a program has no terminal.
    public struct Fault: Error, CustomStringConvertible {
        /// What went wrong.
        public var description: String
    }

    /// Starts a program, with exactly this environment.
    public init(
        program: String, _ arguments: [String] = [], size: (columns: UInt16, rows: UInt16) = (120, 40),
        environment: [String: String]
    ) throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        var window = winsize(ws_row: size.rows, ws_col: size.columns, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&ends.master, &ends.slave, &name, nil, &window) == 0 else {
            throw Fault(description: "no terminal can be made")
        }
        (master, slave) = ends
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
        var before = termios()
        tcgetattr(slave, &before)
        settings = before
        process = try PseudoTerminal.spawn(program, arguments, environment, terminal: name)
    }

    deinit {
        if exitStatus == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        close(master)
        close(slave)
    }

    /// A new session whose controlling terminal is the first one opened: the terminal given.
    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String: String], terminal: [CChar]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        // Whoever runs the tests may ignore signals; the program must not inherit that.
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes, Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") }
        argv.append(nil)
        envp.append(nil)
        defer { (argv + envp).forEach { free($0) } }
        var child: pid_t = 0
        guard posix_spawn(&child, path, &actions, &attributes, argv, envp) == 0 else {
            throw Fault(description: "\(path) cannot be started")
        }
        return child
    }

    /// Milliseconds since the start.
    public var milliseconds: Double { Double(DispatchTime.now().uptimeNanoseconds - started.uptimeNanoseconds) / 1e6 }

    /// Types bytes.
    public func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if written > 0 { bytes = bytes.dropFirst(written) } else { drain(milliseconds: 1) }
        }
    }

    /// Gives the terminal another size.
    public func resize(columns: UInt16, rows: UInt16) {
        var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    }

    /// Reads what is written until `count` bytes sequences `text` have come since byte `start`; false when the time is
    /// over first.
    @discardableResult
    public func wait(for text: String, count: Int = 1, since start: Int = 0, seconds: Double = 20) -> Bool {
        let end = milliseconds + seconds * 1000
        while occurrences(of: text, since: start) < count {
            let left = end - milliseconds
            guard left > 0, readOnce(milliseconds: Int32(left)) else { return false }
        }
        return true
    }

    /// How often a text has been written.
    public func occurrences(of text: String, since start: Int = 0) -> Int {
        let wanted = Array(text.utf8)
        return output.withUnsafeBytes { bytes in
            var count = 0
            var place = start
            while place + wanted.count <= bytes.count,
                let found = memchr(bytes.baseAddress! + place, Int32(wanted[0]), bytes.count - place)
            {
                place = UnsafeRawPointer(found) - bytes.baseAddress!
                let isWhole = bytes[place...].starts(with: wanted)
                if isWhole { count += 1 }
                place += isWhole ? wanted.count : 1
            }
            return count
        }
    }

    /// Reads until nothing has come for so long.
    public func drain(milliseconds: Int32) { while readOnce(milliseconds: milliseconds) {} }

    private func readOnce(milliseconds: Int32) -> Bool {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, milliseconds) > 0 else { return false }
        let before = output.count
        output += [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, read(master, buffer.baseAddress, buffer.count))
        }
        return output.count > before
    }

    /// Waits for the end of the program; its wait status, or nil when it goes on for too long.
    public func waitForEnd(seconds: Double = 20) -> Int32? {
        let end = milliseconds + seconds * 1000
        while exitStatus == nil, milliseconds < end {
            drain(milliseconds: 2)
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process { exitStatus = status }
        }
        drain(milliseconds: 2)
        return exitStatus
    }

    /// Whether the terminal's settings are those of before the start.
    public var hasItsSettings: Bool {
        var now = termios()
        tcgetattr(slave, &now)
        let same = withUnsafeBytes(of: now.c_cc) { now in
            withUnsafeBytes(of: settings.c_cc) { then in now.elementsEqual(then) }
        }
        return same && now.c_iflag == settings.c_iflag && now.c_oflag == settings.c_oflag
            && now.c_cflag == settings.c_cflag && now.c_lflag == settings.c_lflag
    }

    /// The memory that the program holds; 0 where that cannot be told.
    public var residentKibibytes: Int {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
    }

    /// Processor time that the program has used, in clock ticks, and how often it was woken.
    public func usage() throws -> (ticks: Int, wakeUps: Int) {
        let fields =
            try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            .split(separator: ")").last?.split(separator: " ") ?? []
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches") }
        let ticks = (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
        return (ticks, line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
    }
}

/// `POSIX_SPAWN_SETSID`, which does not import into Swift on Linux.
#if canImport(Darwin)
    private let newSession: Int32 = 0x0400
#else
    private let newSession: Int32 = 0x80
#endif

/// What ends the first frame, and every later one: the end of a synchronized update.
public let frameEnd = "\u{1B}[?2026l"
