import Languages
import Testing
import Values

@Suite("ARNs") struct ARNTests {
    @Test("an ARN reads into its parts and prints as it was")
    func readsAndPrints() throws {
        let text = "arn:aws:lambda:eu-west-1:123456789012:function:orders:live"
        let arn = try #require(ARN(text))
        #expect(arn.service == "lambda" && arn.region == "eu-west-1" && arn.account == "123456789012")
        #expect(arn.resource == "function:orders:live")
        #expect(arn.resourceType == "function" && arn.resourceName == "orders:live")
        #expect(arn.description == text)
        #expect(ARN("arn:aws:s3:::bucket/key")?.region == "")
        #expect(ARN("arn:aws:sqs:eu-west-1:123456789012:orders")?.resourceType == nil)
    }

    @Test(
        "a text that is no ARN is refused with what is missing",
        arguments: [
            ("orders", "does not start with 'arn:'"),
            ("arn:aws:sqs:eu-west-1:orders", "has 5 of the 6 parts"),
            ("arn:aws::eu-west-1:1:orders", "names no service"),
            ("arn:aws:sqs:eu-west-1:1:", "names no resource"),
        ])
    func refuses(text: String, reason: String) {
        #expect(ARN(text) == nil)
        let value = JSONValue(.string(text), at: SourcePosition(file: "t.yaml", line: 3, column: 7))
        let found = flaws { () throws(Diagnostics) in try ARN(value) }
        #expect(found.contains(reason) && found.hasPrefix("t.yaml:3:7: error:"))
    }

    @Test(
        "wildcards stay within their part, except in the resource",
        arguments: [
            ("*", "arn:aws:sqs:eu-west-1:1:a", true),
            ("arn:aws:sqs:*:*:orders-*", "arn:aws:sqs:eu-west-1:1:orders-dlq", true),
            ("arn:aws:sqs:*:*:orders-?", "arn:aws:sqs:eu-west-1:1:orders-é", true),
            ("arn:aws:sqs:*:*:orders-?", "arn:aws:sqs:eu-west-1:1:orders-10", false),
            ("arn:aws:*:orders", "arn:aws:sqs:eu-west-1:1:orders", false),
            ("arn:aws:lambda:*:*:function:*", "arn:aws:lambda:eu-west-1:1:function:a:live", true),
            ("arn:aws:sqs:eu-*:1:a", "arn:aws:sqs:us-east-1:1:a", false),
        ])
    func wildcards(pattern: String, arn: String, matches: Bool) throws {
        if let compiled = ARNPattern(pattern) {
            #expect(compiled.matches(arn) == matches)
            #expect(compiled.matches(try #require(ARN(arn))) == matches)
        } else {
            #expect(!matches)
        }
    }
}
