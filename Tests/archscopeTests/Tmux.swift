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

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tmux", "-L", socket] + arguments
        process.environment = ArchscopeBinary.environment(["TMUX_TMPDIR": FileManager.default.temporaryDirectory.path])
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let problems = errors.fileHandleForReading.readDataToEndOfFile()
        let status = process.waitForEnd()
        try #require(
            status == 0,
            "tmux \(arguments.first ?? ""): \(String(decoding: problems, as: UTF8.self)) (is tmux installed?)")
        return String(decoding: text, as: UTF8.self)
    }

    /// What the screen shows.
    func screen() throws -> String { try tmux(["capture-pane", "-p"]) }

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
