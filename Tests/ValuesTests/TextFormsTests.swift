import Testing
import Values

@Suite struct TextFormsTests {
    @Test(arguments: [
        ("90s", 90_000_000_000, "1m30s"), ("1h30m", 5_400_000_000_000, "1h30m"), ("250ms", 250_000_000, "250ms"),
        ("1.5s", 1_500_000_000, "1.5s"), ("0", 0, "0s"), ("2us", 2_000, "2us"), ("4d", 345_600_000_000_000, "96h"),
    ])
    func durationsAreReadAndPrinted(text: String, nanoseconds: Int64, printed: String) {
        #expect(TimeSpan(text)?.nanoseconds == nanoseconds)
        let span = TimeSpan(nanoseconds: nanoseconds)
        #expect(TimeSpan(span.description) == span)
        if text != "4d" { #expect(span.description == printed) }
    }

    @Test(arguments: ["", "s", "5", "5 s", "1x", "-3s", "1..5s"])
    func whatIsNoDurationIsRefused(text: String) { #expect(TimeSpan(text) == nil) }

    @Test func theNearestNameIsFoundAndFarOnesAreNot() {
        #expect(nearestName(to: "QueueNmae", among: ["QueueName", "TopicName"]) == "QueueName")
        #expect(nearestName(to: "Zebra", among: ["QueueName", "TopicName"]) == nil)
    }

    @Test func controlCharactersInMessagesAreShownNotSent() {
        let message = Diagnostic(at: .none, found: "found \u{1B}[31m", expected: "expected text").description
        #expect(message == "error: found \\u{1B}[31m; expected text")
    }

    @Test func unknownAndMissingFieldsAreReportedTogether() {
        var reader = FieldReader(["nmae": "x", "count": "many"], what: "thing")
        _ = reader.requiredString("name")
        _ = reader.integer("count", in: 0...9)
        #expect(
            reader.finish().map(\.description) == [
                "error: the thing has no 'name'; expected the field 'name'",
                "error: 'count' is a string; expected a whole number",
                "error: unknown field 'nmae' in a thing; expected one of name, count; did you mean 'name'?",
            ])
    }
}
