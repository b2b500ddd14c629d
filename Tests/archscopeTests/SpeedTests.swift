import Foundation
import Testing

/// The optimised program that `.ci/run` built; its speed is measured, not that of a debug build.
private let release = ProcessInfo.processInfo.environment["ARCHSCOPE_RELEASE"]

@Suite(
    "The explorer is fast", .serialized, .enabled(if: release != nil, "ARCHSCOPE_RELEASE names no optimised program"))
struct SpeedTests {
    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func opened() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(program: release!)
        try #require(terminal.wait(for: frameEnd))
        return terminal
    }

    private func leave(_ terminal: PseudoTerminal) {
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test func theFirstFrameComesWithin15Milliseconds() throws {
        var times: [Double] = []
        for _ in 0..<21 {
            let terminal = try opened()
            times.append(terminal.milliseconds)
            leave(terminal)
        }
        print("first frame: median \(median(times)) ms, best \(times.min()!) ms of \(times.count)")
        #expect(median(times) <= 15)
    }

    @Test func aKeyIsAnsweredWithin2Milliseconds() throws {
        let terminal = try opened()
        terminal.drain(milliseconds: 50)
        var times: [Double] = []
        var bytes: [Double] = []
        for index in 0..<100 {
            let (start, before) = (terminal.milliseconds, terminal.output.count)
            terminal.send(index % 2 == 0 ? "j" : "k")
            try #require(terminal.wait(for: frameEnd, since: before))
            times.append(terminal.milliseconds - start)
            bytes.append(Double(terminal.output.count - before))
        }
        leave(terminal)
        print("key to frame: median \(median(times)) ms, worst \(times.max()!) ms, \(median(bytes)) bytes")
        #expect(median(times) <= 2)
    }

    @Test func aFloodOfKeysIsTakenInAtOnce() throws {
        let terminal = try opened()
        terminal.drain(milliseconds: 50)
        let (start, before) = (terminal.milliseconds, terminal.output.count)
        terminal.send(String(repeating: "j", count: 200))
        terminal.wait(for: frameEnd, since: before)
        terminal.drain(milliseconds: 30)
        let time = terminal.milliseconds - start - 30
        leave(terminal)
        print("200 keys: \(time) ms, \(terminal.output.count - before) bytes")
        #expect(time <= 20)
    }
}
