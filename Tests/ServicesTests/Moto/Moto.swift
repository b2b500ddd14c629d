import Foundation
import Testing
import Values

/// The Python that has `moto`, an independent imitation of AWS's services. Where one is given the tests run, so that one
/// without moto fails instead of passing; `.ci/run` gives one, with the version of moto that the tables are for.
enum Moto {
    static let python = ProcessInfo.processInfo.environment["ARCHSCOPE_PYTHON"]
    static var isGiven: Bool { python != nil }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Moto")

    /// The answers of a script of `Tests/Moto` to questions, each a line of JSON.
    static func answers(of script: String, to questions: [JSONValue]) throws -> [JSONValue] {
        let input = FileManager.default.temporaryDirectory.appending(path: "archscope-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: input) }
        try Data(questions.map { $0.compactText + "\n" }.joined().utf8).write(to: input)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python ?? "python3", folder.appending(path: script).path]
        process.standardInput = try FileHandle(forReadingFrom: input)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(script) fails, or moto is missing")
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        try #require(lines.count == questions.count)
        return try lines.map { try readJSON(String($0)) }
    }
}

/// Where moto and the emulation differ, and who is right by AWS's documentation.
struct Judgement: Sendable {
    enum Verdict: Sendable {
        /// The documentation says what the emulation does.
        case emulationIsRight
        /// The documentation allows both.
        case bothAreAllowed
        /// The documentation does not say.
        case notDocumented
    }

    /// What differs: steps of a script, or cells of the grid of tests and values.
    let about: [String]
    let verdict: Verdict
    let why: String
    let source: String

    /// A judgement of cells.
    init(_ about: [String], _ verdict: Verdict, _ why: String, _ source: String) {
        self.about = about
        self.verdict = verdict
        self.why = why
        self.source = source
    }

    /// A judgement of the steps of a script: where it differs first, and where that shows again.
    init(_ script: String, steps: [Int], _ verdict: Verdict, _ why: String, _ source: String) {
        self.init(steps.map { "\(script), step \($0)" }, verdict, why, source)
    }
}

/// Holds differences against a table: one that is not listed fails, and so does a row that nothing needs any more.
func expect(
    _ differences: [(about: String, detail: String)], judgedBy table: [Judgement],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let listed = Set(table.flatMap(\.about))
    for difference in differences where !listed.contains(difference.about) {
        Issue.record("\(difference.about) is not judged: \(difference.detail)", sourceLocation: sourceLocation)
    }
    let unused = listed.subtracting(differences.map(\.about)).sorted()
    #expect(unused == [], "judged, and no difference any more", sourceLocation: sourceLocation)
}
