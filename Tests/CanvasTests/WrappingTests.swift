import Canvas
import TestKit
import Testing

@Suite("Text wraps at columns")
struct WrappingTests {
    @Test func wordsStayWhole() {
        expectPicture(
            wrap("A queue holds  messages until a consumer deletes them.\n\nThen they are gone.", width: 20).joined(
                separator: "\n"),
            """
            A queue holds
            messages until a
            consumer deletes
            them.

            Then they are gone.
            """
        )
    }

    @Test func longWordsBreakAfterHyphensAndSlashesAndThenAnywhere() {
        expectPicture(
            wrap("see docs.example.com/queues/dead-letter and abcdefghijklmnop", width: 12).joined(separator: "\n"),
            """
            see
            docs.example
            .com/queues/
            dead-letter
            and
            abcdefghijkl
            mnop
            """
        )
    }

    @Test func continuedLinesHang() {
        expectPicture(
            wrap("- the first item of several\n- the next", width: 14, hanging: 2).joined(separator: "\n"),
            """
            - the first
              item of
              several
            - the next
            """
        )
    }

    @Test func indentationOfAParagraphStays() {
        #expect(wrap("  two spaces first", width: 12) == ["  two spaces", "first"])
        #expect(wrap("one\n  two", width: 12) == ["one", "  two"])
    }

    @Test func wideCharactersCountTwice() {
        #expect(wrap("界界界界 ab", width: 5) == ["界界", "界界", "ab"])
        #expect(wrap("界", width: 1) == ["界"])
    }

    @Test func emptyTextIsOneEmptyLine() {
        #expect(wrap("", width: 10) == [""])
        #expect(wrap("\n", width: 10) == ["", ""])
        #expect(wrap("abc", width: -4) == ["a", "b", "c"])
    }

    @Test func stylesSurviveTheBreak() {
        let runs = [StyledRun("see the "), StyledRun("dead letter queue", Style(.link)), StyledRun(".")]
        #expect(
            wrap(runs, width: 12) == [
                [StyledRun("see the "), StyledRun("dead", Style(.link))],
                [StyledRun("letter", Style(.link))],
                [StyledRun("queue", Style(.link)), StyledRun(".")],
            ]
                || wrap(runs, width: 12) == [
                    [StyledRun("see the "), StyledRun("dead", Style(.link))],
                    [StyledRun("letter queue", Style(.link))],
                    [StyledRun(".")],
                ])
    }

    @Test func noLineIsWiderThanAsked() {
        let words = [
            "a", "to", "界面", "queue-based", "https://x.y/z", "👨‍👩‍👧", "e\u{301}e\u{301}", "  ", "supercalifragilistic",
        ]
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<2000 {
            let text = (0..<next(12)).map { _ in words[next(words.count)] }.joined(separator: next(5) == 0 ? "\n" : " ")
            let width = 2 + next(20)
            let lines = wrap(text, width: width, hanging: next(4))
            for line in lines where line.columns > width { Issue.record("'\(line)' in \(width) columns of '\(text)'") }
            let kept = lines.joined().filter { $0 != " " }
            #expect(kept == String(text.filter { $0 != " " && $0 != "\n" }.displayCharacters), "\(text)")
        }
    }
}
