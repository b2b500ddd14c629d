import Canvas
import TestKit
import Testing

@Suite("A canvas holds what is drawn on it")
struct CanvasTests {
    @Test func boxesWithTitles() {
        var canvas = Canvas(Size(width: 30, height: 9))
        canvas.drawBox(Rect(x: 0, y: 0, width: 14, height: 4), title: "Queue")
        canvas.write("orders", x: 2, y: 1)
        canvas.drawBox(Rect(x: 16, y: 0, width: 12, height: 4), title: "Order processor", lines: .light)
        canvas.drawBox(Rect(x: 0, y: 5, width: 8, height: 3), title: "ab", lines: .double)
        canvas.drawBox(Rect(x: 10, y: 5, width: 7, height: 3), title: "title", lines: .heavy)
        canvas.drawBox(Rect(x: 19, y: 5, width: 9, height: 3), title: "ci", lines: .ascii)
        canvas.drawBox(Rect(x: 19, y: 8, width: 9, height: 1))
        expectPicture(
            canvas.text,
            """
            ╭─ Queue ────╮  ┌─ Order… ─┐
            │ orders     │  │          │
            │            │  │          │
            ╰────────────╯  └──────────┘

            ╔═ ab ═╗  ┏━ … ━┓  +- ci --+
            ║      ║  ┃     ┃  |       |
            ╚══════╝  ┗━━━━━┛  +-------+
                               ─────────
            """
        )
        expectPicture(
            canvas.ascii.text,
            """
            +- Queue ----+  +- Order. -+
            | orders     |  |          |
            |            |  |          |
            +------------+  +----------+

            += ab =+  +- . -+  +- ci --+
            |      |  |     |  |       |
            +======+  +-----+  +-------+
                               ---------
            """
        )
    }

    @Test func drawingOutsideIsCutOff() {
        var canvas = Canvas(Size(width: 6, height: 3))
        canvas.drawBox(Rect(x: -2, y: -1, width: 6, height: 3))
        canvas.write("outside", x: 3, y: 2)
        canvas.write("left", x: -2, y: 2)
        canvas.write("nowhere", x: 0, y: 7)
        canvas.put("x", x: 9, y: 9)
        canvas.drawScrollbar(x: 5, y: -1, height: 10, total: 100, offset: 0)
        expectPicture(
            canvas.text,
            """
               │ │
            ───╯ │
            ft ou│
            """
        )
    }

    @Test func emptyAndNegativeSizesDrawNothing() {
        for size in [Size(width: 0, height: 5), Size(width: 5, height: 0), Size(width: -3, height: -1)] {
            var canvas = Canvas(size)
            canvas.drawBox(canvas.bounds, title: "a")
            canvas.write("text", x: 0, y: 0)
            canvas.blit(canvas, from: canvas.bounds, to: Point(x: 0, y: 0))
            #expect(canvas.text.isEmpty)
            #expect(canvas.ascii.text.isEmpty)
            #expect(canvas.changes(since: canvas).isEmpty)
        }
    }

    @Test func halvesOfWideCharactersNeverStay() {
        var canvas = Canvas(Size(width: 8, height: 4))
        for y in 0..<4 { canvas.write("界界界界", x: 0, y: y) }
        canvas.put("a", x: 1, y: 0)
        canvas.put("b", x: 2, y: 1)
        canvas.put("漢", x: 3, y: 2)
        canvas.put("漢", x: 7, y: 3)
        expectPicture(
            canvas.text,
            """
             a界界界
            界b 界界
            界 漢 界
            界界界
            """
        )
        for y in 0..<4 {
            for x in 0..<8 {
                if canvas[x, y].width == 2 { #expect(canvas[x + 1, y].width == 0) }
                if canvas[x, y].width == 0 { #expect(canvas[x - 1, y].width == 2) }
            }
        }
    }

    @Test func aPartOfOneCanvasIsCopiedToAnother() {
        var source = Canvas(Size(width: 6, height: 2))
        source.write("界a界b", x: 0, y: 0)
        source.write("abcdef", x: 0, y: 1)
        var canvas = Canvas(Size(width: 8, height: 2))
        canvas.fill(canvas.bounds, with: ".")
        canvas.blit(source, from: Rect(x: 1, y: 0, width: 3, height: 2), to: Point(x: 3, y: 0))
        expectPicture(
            canvas.text,
            """
            ... a ..
            ...bcd..
            """
        )
    }

    @Test func scrollbarsShowWhereOneIs() {
        var canvas = Canvas(Size(width: 11, height: 5))
        for (column, offset) in [0, 1, 5, 10, 14, 15].enumerated() {
            canvas.drawScrollbar(x: column * 2, y: 0, height: 5, total: 20, offset: offset)
        }
        expectPicture(
            canvas.text,
            """
            █ │ │ │ │ │
            │ █ █ │ │ │
            │ │ │ │ │ │
            │ │ │ █ █ │
            │ │ │ │ │ █
            """
        )
        #expect(scrollThumb(length: 5, total: 5, offset: 0) == nil)
        #expect(scrollThumb(length: 10, total: 20, offset: 99) == 5..<10)
        #expect(scrollThumb(length: 1, total: 20, offset: 3) == 0..<1)
    }

    @Test func runsOfOneStyleAreKeptTogether() {
        var canvas = Canvas(Size(width: 12, height: 2))
        let end = canvas.write(
            [StyledRun("to ", .plain), StyledRun("界", Style(.link)), StyledRun("queue more", Style(.link, .bold))],
            x: 0, y: 0, maxWidth: 9)
        #expect(end == 9)
        #expect(
            canvas.styledRuns == [
                [StyledRun("to "), StyledRun("界", Style(.link)), StyledRun("queu", Style(.link, .bold))], [],
            ])
    }

    @Test func controlCharactersAreShown() {
        var canvas = Canvas(Size(width: 12, height: 1))
        canvas.write("a\u{1B}[2J\u{9B}\u{7F}\nb", x: 0, y: 0)
        expectPicture(canvas.text, "a␛[2J�␡␊b")
        expectPicture(canvas.ascii.text, "a?[2J???b")
    }

    @Test func onlyWhatChangedIsDrawnAgain() {
        var old = Canvas(Size(width: 10, height: 4))
        old.write("界界界", x: 0, y: 1)
        old.write("same", x: 0, y: 2)
        #expect(old.changes(since: old).isEmpty)
        var new = old
        #expect(new.changes(since: old).isEmpty)
        new.write("ab", x: 4, y: 0)
        new.put("x", x: 3, y: 1)
        new.restyle(Rect(x: 1, y: 2, width: 1, height: 1)) { $0.adding(.bold) }
        #expect(
            new.changes(since: old) == [
                CellSpan(y: 0, columns: 4..<6), CellSpan(y: 1, columns: 2..<4), CellSpan(y: 2, columns: 1..<2),
            ])
        #expect(new.changes(since: Canvas(Size(width: 1, height: 1))).count == 4)
    }

    @Test func asciiKeepsTheMeaningOfSigns() {
        #expect("Größe → “5 µs” … ✓ 界 \t".ascii == "Grose -> ".dropLast(3) + "> \"5 us\" . v ? \t")
    }
}
