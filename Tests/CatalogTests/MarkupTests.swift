import Catalog
import Testing

@Suite("Markup") struct MarkupTests {
    @Test func linksCodeAndStrongWordsAreToldApart() {
        #expect(
            Markup.parse("A [[sqs|queue]] with `maxReceiveCount` is **never [[lossy]]**.") == [
                Markup.Span("A "), Markup.Span("queue", link: "sqs"), Markup.Span(" with "),
                Markup.Span("maxReceiveCount", isCode: true), Markup.Span(" is "),
                Markup.Span("never ", isStrong: true), Markup.Span("lossy", link: "lossy", isStrong: true),
                Markup.Span("."),
            ])
    }

    @Test func aLinkWithoutWordsShowsTheNameOfItsEntry() {
        #expect(Markup.plain("Use [[sqs]].") { $0 == "sqs" ? "Amazon SQS" : nil } == "Use Amazon SQS.")
        #expect(Markup.plain("Use [[sqs]].") == "Use sqs.")
    }

    @Test func codeIsShownAsWritten() {
        #expect(Markup.parse("`[[1]]` and `**`").filter(\.isCode).map(\.text) == ["[[1]]", "**"])
        #expect(Markup.links(in: "`[[1]]` [[a]] [[b|c]]") == ["a", "b"])
    }

    @Test(arguments: [
        ("an [[open link", "a '[[' without its ']]'"), ("one ` mark", "a '`' without its partner"),
        ("a ** star", "a '**' without its partner"), ("[[]]", "a link without an id"),
        ("[[a|]]", "a link without words"),
    ])
    func aMarkWithoutItsPartnerStandsForItselfAndIsReported(text: String, fault: String) {
        #expect(Markup.plain(text) == text)
        #expect(Markup.fault(in: text) == fault)
    }

    @Test func rightTextHasNoFault() {
        #expect(Markup.fault(in: "`a` [[b|c]] **d** 2 * 3 [e] f]") == nil)
    }

    @Test func manyLoneMarksTakeNoTime() {
        let text = String(repeating: "[[`**", count: 20_000)
        #expect(Markup.parse(text).map(\.text).joined().isEmpty == false)
    }
}
