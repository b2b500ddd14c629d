import Foundation
import Testing

/// The program in a tmux of its own: a real terminal whose screen can be read.
final class Tmux {
    private let socket = "archscope-\(UUID().uuidString)"

    /// Starts a shell of the given size that runs one command line, with the program in `$ARCHSCOPE`.
    init(_ command: String, columns: Int = 120, rows: Int = 40) throws {
        try tmux(["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "/bin/sh"])
        // The prompt is one that no screen of the program shows.
        type("PS1='ready> '; export ARCHSCOPE='\(ArchscopeBinary.path)'; clear")
        press("Enter")
        try waitFor("ready>")
        type(command)
        press("Enter")
    }

    deinit { _ = try? tmux(["kill-server"]) }

    /// Runs a tmux command that answers nothing.
    ///
    /// Foundation's `Process` waits until everything that a program has started is gone; the server that the first
    /// command starts stays.
    private func tmux(_ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var argv: [UnsafeMutablePointer<CChar>?] = (["tmux", "-L", socket] + arguments).map { strdup($0) }
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") }
        argv.append(nil)
        envp.append(nil)
        defer { (argv + envp).forEach { free($0) } }
        var child: pid_t = 0
        var status: Int32 = -1
        let isStarted = posix_spawnp(&child, "tmux", &actions, nil, argv, envp) == 0
        if isStarted { waitpid(child, &status, 0) }
        try #require(status == 0, "tmux \(arguments.joined(separator: " ")) fails; is tmux installed?")
    }

    private let environment = ArchscopeBinary.environment([
        "TMUX_TMPDIR": FileManager.default.temporaryDirectory.path
    ])

    /// What the screen shows.
    func screen() throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tmux", "-L", socket, "capture-pane", "-p"]
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        _ = process.waitForEnd()
        return String(decoding: text, as: UTF8.self)
    }

    /// Types text as it is.
    func type(_ text: String) { _ = try? tmux(["send-keys", "-l", text]) }

    /// Presses keys by tmux's names.
    func press(_ keys: String...) { _ = try? tmux(["send-keys"] + keys) }

    /// Looks at the screen until it shows a text, and returns it.
    @discardableResult
    func waitFor(_ text: String, seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation) throws
        -> String
    {
        try waitUntil("the screen shows '\(text)'", seconds: seconds, sourceLocation: sourceLocation) {
            $0.contains(text)
        }
    }

    /// Looks at the screen until something holds of it, and returns it.
    @discardableResult
    func waitUntil(
        _ what: String, seconds: Double = 30, sourceLocation: SourceLocation = #_sourceLocation,
        _ holds: (String) -> Bool
    ) throws -> String {
        let end = Date(timeIntervalSinceNow: seconds)
        var text = try screen()
        while !holds(text), Date() < end { text = try screen() }
        try #require(holds(text), "never: \(what)\n\(text)", sourceLocation: sourceLocation)
        return text
    }
}
