import Foundation
import PseudoTerminals
import Testing

/// The program under test: the one built beside these tests, or the one that ARCHSCOPE_BINARY names.
enum ArchscopeBinary {
    static let path: String = {
        if let path = ProcessInfo.processInfo.environment["ARCHSCOPE_BINARY"], !path.isEmpty { return path }
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("archscope").path
    }()

    /// What a run without a terminal gave.
    struct Outcome: Sendable {
        var output: String
        var errors: String
        var status: Int32
    }

    /// An environment in which nothing of this machine or user shows.
    static func environment(_ changes: [String: String] = [:]) -> [String: String] {
        let own = ProcessInfo.processInfo.environment
        var environment = ["LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "TERM": "xterm-256color"]
        environment["PATH"] = own["PATH"]
        environment["LD_LIBRARY_PATH"] = own["LD_LIBRARY_PATH"]
        return environment.merging(changes) { $1 }.filter { !$0.value.isEmpty }
    }

    /// Runs the program with arguments, its input empty or given, and waits for its end.
    static func run(
        _ arguments: [String], input: String = "", environment changes: [String: String] = [:], in folder: URL? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment(changes)
        process.currentDirectoryURL = folder
        let (output, errors, source) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = source
        try process.run()
        source.fileHandleForWriting.write(Data(input.utf8))
        try source.fileHandleForWriting.close()
        // Errors are short: they fit into the pipe while the output is read.
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let problems = errors.fileHandleForReading.readDataToEndOfFile()
        return Outcome(
            output: String(decoding: text, as: UTF8.self), errors: String(decoding: problems, as: UTF8.self),
            status: process.waitForEnd())
    }
}

extension PseudoTerminal {
    /// Starts the program under test.
    convenience init(
        _ arguments: [String] = [], size: (columns: UInt16, rows: UInt16) = (120, 40),
        environment: [String: String] = [:]
    ) throws {
        try self.init(
            program: ArchscopeBinary.path, arguments, size: size, environment: ArchscopeBinary.environment(environment))
    }
}

/// A folder of its own, removed with everything in it.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("archscope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
