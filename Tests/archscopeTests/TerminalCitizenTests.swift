import Foundation
import PseudoTerminals
import Testing

@Suite("The explorer is a good citizen of the terminal", .serialized)
struct TerminalCitizenTests {
    private func opened(
        _ arguments: [String] = [], size: (columns: UInt16, rows: UInt16) = (120, 40),
        environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(arguments, size: size, environment: environment)
        try #require(terminal.wait(for: frameEnd), "no first frame", sourceLocation: sourceLocation)
        return terminal
    }

    private func expectClean(_ terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(terminal.hasItsSettings, "the settings differ", sourceLocation: sourceLocation)
        let output = Data(terminal.output)
        for (on, off) in [
            ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?25l", "\u{1B}[?25h"), ("\u{1B}[?1006h", "\u{1B}[?1006l"),
        ] {
            let lastOn = output.ranges(of: Data(on.utf8)).last?.lowerBound ?? -1
            let lastOff = output.ranges(of: Data(off.utf8)).last?.lowerBound ?? -1
            #expect(lastOff > lastOn, "\(on.debugDescription) stays on", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: ["q", "\u{03}", "\u{1B}[21~"]) func isLeftByItsKeys(_ key: String) throws {
        let terminal = try opened()
        terminal.send(key)
        #expect(terminal.waitForEnd() == 0)
        expectClean(terminal)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT]) func isCleanAfterASignal(_ number: Int32)
        throws
    {
        let terminal = try opened()
        kill(terminal.process, number)
        let status = try #require(terminal.waitForEnd())
        #expect(status & 0x7F == number, "it must die of the signal that it was sent")
        expectClean(terminal)
    }

    @Test func showsItsScreenAgainAfterAStopThatCannotBeCaught() throws {
        let terminal = try opened()
        kill(terminal.process, SIGSTOP)
        var status: Int32 = 0
        #expect(waitpid(terminal.process, &status, WUNTRACED) == terminal.process)
        let stopped = terminal.output.count
        kill(terminal.process, SIGCONT)
        #expect(terminal.wait(for: frameEnd, since: stopped))
        #expect(terminal.occurrences(of: "\u{1B}[?1h", since: stopped) > 0, "the arrow keys need their mode again")
        #expect(terminal.occurrences(of: "Patterns", since: stopped) > 0, "the screen is drawn again")
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
        expectClean(terminal)
    }

    @Test func goesOnWhereNobodyCouldContinueIt() throws {
        // A session of its own has no shell to say `fg`: the system ignores the stop.
        let terminal = try opened()
        let before = terminal.output.count
        terminal.send("\u{1A}")
        #expect(terminal.wait(for: frameEnd, since: before))
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
        expectClean(terminal)
    }

    @Test func idleMeansNothing() throws {
        let terminal = try opened()
        terminal.drain(milliseconds: 300)
        let bytes = terminal.output.count
        let before = try terminal.usage()
        terminal.drain(milliseconds: 2000)
        let after = try terminal.usage()
        #expect(terminal.output.count == bytes, "bytes while idle")
        #expect(after.ticks == before.ticks, "processor time while idle")
        #expect(after.wakeUps == before.wakeUps, "wake-ups while idle")
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test func survivesAStormOfSizes() throws {
        let terminal = try opened()
        var state: UInt64 = 5
        for _ in 0..<200 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            terminal.resize(columns: UInt16(1 + (state >> 33) % 180), rows: UInt16(1 + (state >> 50) % 60))
            terminal.drain(milliseconds: 0)
        }
        terminal.resize(columns: 1, rows: 1)
        terminal.drain(milliseconds: 100)
        let before = terminal.output.count
        terminal.resize(columns: 120, rows: 40)
        #expect(terminal.wait(for: frameEnd, since: before))
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
        expectClean(terminal)
    }

    @Test func opensAtOneCell() throws {
        let terminal = try opened(size: (1, 1))
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test(arguments: ["xterm-256color", "xterm", "vt100", "linux", "screen", "tmux-256color"])
    func everyTerminalIsUnderstood(_ type: String) throws {
        let terminal = try PseudoTerminal(environment: ["TERM": type])
        #expect(terminal.wait(for: "Patterns"))
        terminal.drain(milliseconds: 50)
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.hasItsSettings)
    }

    @Test(arguments: ["dumb", "", "no-such-type"]) func otherTerminalsGetAList(_ type: String) throws {
        let terminal = try PseudoTerminal(environment: ["TERM": type])
        #expect(terminal.waitForEnd() == 0)
        let text = String(decoding: terminal.output, as: UTF8.self)
        #expect(text.contains("TERM"), "the reason is told")
        #expect(text.contains("write-buffering"), "what there is, is listed")
        #expect(!text.contains("\u{1B}"), "no control sequence is sent")
    }

    @Test func anASCIILocaleGetsASCII() throws {
        let terminal = try opened(environment: ["LC_ALL": "C"])
        terminal.send("?")
        terminal.drain(milliseconds: 200)
        terminal.send("\u{1B}")
        terminal.drain(milliseconds: 200)
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
    }

    @Test func noColourMeansNone() throws {
        let terminal = try opened(environment: ["NO_COLOR": "1"])
        terminal.send("jj")
        terminal.drain(milliseconds: 200)
        terminal.send("q")
        #expect(terminal.waitForEnd() == 0)
        let text = String(decoding: terminal.output, as: UTF8.self)
        #expect(text.firstMatch(of: /\u{1B}\[(?:[0-9;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:;[0-9;]*)?m/) == nil)
    }
}
