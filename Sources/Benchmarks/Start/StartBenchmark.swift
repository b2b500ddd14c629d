import ArgumentParser
import Foundation
import PseudoTerminals

/// `archscope-bench start`: how soon the explorer is there and answers, seen from outside in a terminal of its own, beside
/// a program that opens the same terminal and shows next to nothing.
struct StartBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Measure the explorer's first frame, its answers to keys and what it does while nothing happens.")

    @Option(help: ArgumentHelp("The program; the optimised one built beside this one unless given.", valueName: "path"))
    var program: String?

    @Option(help: "How often each is started.")
    var runs = 21

    func run() throws {
        let own = URL(fileURLWithPath: CommandLine.arguments[0])
        let explorer = Subject(
            path: program ?? own.deletingLastPathComponent().appendingPathComponent("archscope").path, arguments: [])
        let floor = Subject(path: own.path, arguments: ["floor"])
        var table = Table("120x40, median", "archscope", "floor", "ratio", "goal")
        func add(_ what: String, goal: String, _ measure: (Subject) throws -> [Double]) throws {
            let (ours, theirs) = (try measure(explorer), try measure(floor))
            table.add(
                what, median(ours).digits(2), median(theirs).digits(2), (median(ours) / median(theirs)).digits(2), goal)
        }
        try add("first frame, ms", goal: "<= 15") { subject in
            try (0..<runs).map { _ in try subject.firstFrame() }
        }
        try add("key to frame, ms", goal: "<= 2") { try $0.keys() }
        try add("200 keys at once, ms", goal: "<= 20") { [try $0.flood()] }
        print(table.text)
        let idle = try explorer.idle()
        print("5 s without a key: \(idle.bytes) bytes, \(idle.ticks) ticks of work, \(idle.wakeUps) wake-ups")
        print("resident after the first frame: \(idle.resident) KiB (goal 20480)")
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// A program that shows frames and answers `j` and `k`, and ends at `q`.
private struct Subject {
    let path: String
    let arguments: [String]

    private func opened() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            program: path, arguments,
            environment: ["LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "TERM": "xterm-256color"])
        guard terminal.wait(for: frameEnd) else { throw ValidationError("\(path) shows no frame") }
        return terminal
    }

    private func leave(_ terminal: PseudoTerminal) {
        terminal.send("q")
        _ = terminal.waitForEnd()
    }

    /// Milliseconds from the start to the end of the first frame.
    func firstFrame() throws -> Double {
        let terminal = try opened()
        defer { leave(terminal) }
        return terminal.milliseconds
    }

    /// Milliseconds from each of many keys to the end of the frame that answers it.
    func keys() throws -> [Double] {
        let terminal = try opened()
        defer { leave(terminal) }
        terminal.drain(milliseconds: 50)
        return (0..<100).map { index in
            let (start, before) = (terminal.milliseconds, terminal.output.count)
            terminal.send(index % 2 == 0 ? "j" : "k")
            terminal.wait(for: frameEnd, since: before)
            return terminal.milliseconds - start
        }
    }

    /// Milliseconds that 200 keys take which come at once.
    func flood() throws -> Double {
        let terminal = try opened()
        defer { leave(terminal) }
        terminal.drain(milliseconds: 50)
        let (start, before) = (terminal.milliseconds, terminal.output.count)
        terminal.send(String(repeating: "j", count: 200))
        terminal.wait(for: frameEnd, since: before)
        let quiet: Int32 = 30
        terminal.drain(milliseconds: quiet)
        return terminal.milliseconds - start - Double(quiet)
    }

    /// What happens while nobody touches a key.
    func idle() throws -> (bytes: Int, ticks: Int, wakeUps: Int, resident: Int) {
        let terminal = try opened()
        defer { leave(terminal) }
        terminal.drain(milliseconds: 300)
        let resident = terminal.residentKibibytes
        let (start, before, first) = (terminal.milliseconds, terminal.output.count, try terminal.usage())
        while terminal.milliseconds - start < 5000 { terminal.drain(milliseconds: 1000) }
        let last = try terminal.usage()
        return (terminal.output.count - before, last.ticks - first.ticks, last.wakeUps - first.wakeUps, resident)
    }
}
