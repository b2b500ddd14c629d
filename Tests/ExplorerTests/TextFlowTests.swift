import Canvas
import Testing

@testable import Explorer

private func lines(_ spans: [Span], width: Int, firstWidth: Int? = nil) -> [String] {
    flow(spans, width: width, firstWidth: firstWidth).map { pieces in
        var canvas = Canvas(Size(width: 200, height: 1))
        for piece in pieces { canvas.write(piece.text, x: piece.x, y: 0) }
        return canvas.text
    }
}

@Test func textBreaksAtSpacesAndSpacesAtABreakVanish() {
    #expect(lines([Span("the quick brown fox")], width: 9) == ["the quick", "brown fox"])
    #expect(lines([Span("the quick   brown")], width: 11) == ["the quick", "brown"])
    #expect(lines([Span("a  b")], width: 9) == ["a  b"])
}

@Test func aWordLongerThanALineBreaksInside() {
    #expect(lines([Span("ab abcdefgh")], width: 3) == ["ab", "abc", "def", "gh"])
    #expect(lines([Span("日本語")], width: 4) == ["日本", "語"])
}

@Test func aWordMadeOfSeveralStylesStaysWhole() {
    let spans = [Span("set "), Span("Batch", Style(.code)), Span("Size", Style(.text, .bold)), Span(", then")]
    #expect(lines(spans, width: 10) == ["set", "BatchSize,", "then"])
}

@Test func newlinesEndLinesAndControlCharactersAreShown() {
    #expect(lines([Span("one\ntwo")], width: 10) == ["one", "two"])
    #expect(lines([Span("a\u{1B}[2Jb")], width: 10) == ["a␛[2Jb"])
}

@Test func theFirstLineMayBeLongerThanTheRest() {
    #expect(lines([Span("aa bb cc dd")], width: 5, firstWidth: 8) == ["aa bb cc", "dd"])
}

@Test func aLinkOverTwoLinesIsOneLinkWithTwoPlaces() {
    var sheet = Sheet(width: 8)
    sheet.add([Span("see "), Span("dead letters", Style(.link), link: .entry("dlq")), Span(" now")])
    #expect(sheet.text == "see dead\nletters\nnow")
    #expect(sheet.links.count == 1)
    #expect(sheet.links[0].cells == [Rect(x: 4, y: 0, width: 4, height: 1), Rect(x: 0, y: 1, width: 7, height: 1)])
    #expect(sheet.link(at: Point(x: 3, y: 1)) == 0)
    #expect(sheet.link(at: Point(x: 1, y: 0)) == nil)
}

@Test func everyLineFitsWhateverTheWidth() {
    let text = [Span("A long line with `code` and **more**, 日本語テキスト and averyveryverylongwordthatfitsnowhere.", .plain)]
    for width in 1...40 {
        for pieces in flow(text, width: max(2, width)) {
            let end = pieces.map { $0.x + $0.text.columns }.max() ?? 0
            #expect(end <= max(2, width))
        }
    }
}

@Test func tableColumnsAreAlignedAndTheWidestGivesWay() {
    var sheet = Sheet(width: 30)
    sheet.add(
        Table(rows: [
            [[Span("size")], [Span("1 MiB")], [Span("larger ones by claim check")]],
            [[Span("batch")], [Span("10")], [Span("")]],
        ]))
    #expect(
        sheet.text == """
            size   1 MiB  larger ones by
                          claim check
            batch  10
            """)
}

@Test func aTableTooNarrowForColumnsIsReadOneCellAfterTheOther() {
    var sheet = Sheet(width: 12)
    sheet.add(Table(rows: [[[Span("message size")], [Span("at most 1 MiB")]]], leastWidths: [10, 10]))
    #expect(sheet.text == "message size\n  at most 1\n  MiB")
}
