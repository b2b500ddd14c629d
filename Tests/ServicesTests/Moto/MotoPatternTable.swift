/// Where filter policies and event patterns differ from moto's, each judged by AWS's documentation.
enum MotoPatternTable {
    private static let strings = sns("string-value-matching")
    private static let numbers = sns("numeric-value-matching")
    private static let constraints = sns("subscription-filter-policy-constraints")
    private static let operators =
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html"
    private static let ruler = "https://github.com/aws/event-ruler"
    private static let recorded = "LocalStack, tests/aws/services/sns/test_sns_filter_policy.snapshot.json"

    private static func sns(_ page: String) -> String { "https://docs.aws.amazon.com/sns/latest/dg/\(page).html" }

    private static func cells(_ scope: String, _ tests: [String], on kinds: [String]) -> [String] {
        tests.flatMap { test in kinds.map { "\(scope): \(test) on \($0)" } }
    }

    private static let excluding = ["but suffix", "but ignoring case", "but wildcard"]
    private static let caseless = ["prefix ignoring case", "suffix ignoring case"]
    private static let ofAttributes = ["no attribute", "String", "Number", "String.Array", "Binary"]
    private static let ofBodies = [
        "no field", "a text", "a number", "a truth value", "null", "a list of texts", "a list of numbers", "an object",
    ]

    static let values: [Judgement] = [
        Judgement(
            cells("attribute", ["wildcard", "cidr"], on: ofAttributes)
                + cells("body", ["wildcard", "cidr"], on: ofBodies),
            .emulationIsRight, "SNS knows wildcards and address blocks; moto refuses them", strings),
        Judgement(
            cells("attribute", excluding, on: ["String", "Number", "String.Array"])
                + cells("body", excluding, on: ofBodies.filter { $0 != "no field" && $0 != "an object" }),
            .emulationIsRight,
            "anything-but goes with a suffix, a wildcard and without case; moto knows the prefix only", strings),
        Judgement(
            cells("attribute", ["ignoring case"], on: ["String", "String.Array"])
                + cells("body", ["ignoring case"], on: ["a text"]),
            .emulationIsRight, "neither side's case counts; moto lowers the value's and not the policy's", strings),
        Judgement(
            cells("attribute", caseless, on: ["String", "String.Array"])
                + cells("body", caseless, on: ["a text", "a list of texts"]),
            .notDocumented,
            "a prefix without case is EventBridge's; SNS's pages do not name it, and moto matches nothing", strings),
        Judgement(
            cells("attribute", ["prefix", "suffix", "number =", "number <", "range"], on: ["String.Array"]),
            .emulationIsRight, "each element of a String.Array counts; moto looks at Strings and Numbers only", strings),
        Judgement(
            cells("attribute", ["but text", "but texts", "but numbers", "but prefix"], on: ["String.Array"]),
            .emulationIsRight, "each element of a String.Array counts; moto takes its text apart letter by letter",
            strings),
        Judgement(
            cells("attribute", ["exists"], on: ["String.Array"])
                + cells("body", ["exists", "absent"], on: ["a list of texts"])
                + cells("event", ["exists", "absent"], on: ["a list of texts"])
                + cells("body", ["but text", "but number", "but numbers", "but prefix"], on: ["a list of texts"]),
            .emulationIsRight, "an empty list has no value that could pass or exist; with moto it has", ruler),
        Judgement(
            cells("body", ["but texts"], on: ["a list of texts"])
                + cells("body", ["but numbers"], on: ["a list of numbers"]),
            .emulationIsRight, "of a list one element that differs is enough; with moto all must", strings),
        Judgement(
            cells("attribute", ["null"], on: ["String.Array"]) + cells("body", ["null"], on: ["null"]),
            .emulationIsRight, "null is a value that policies can name; moto has no test for it", constraints),
        Judgement(
            cells("attribute", ["null"], on: ["no attribute"]), .emulationIsRight,
            "null passes what is missing, as recorded of the service; with moto it does not", recorded),
        Judgement(
            cells(
                "attribute", ["null", "exists", "absent", "but text", "but texts", "but numbers", "but prefix"],
                on: ["Binary"]),
            .emulationIsRight, "filters take no notice of a binary attribute: for them it is missing", constraints),
        Judgement(
            cells("body", ["exists", "absent"], on: ["an object"]), .emulationIsRight,
            "exists looks at leaves only; with moto an object exists, too", operators),
        Judgement(
            cells("body", ["but text", "but texts", "but number", "but numbers", "but prefix"], on: ["null"])
                + cells("body", ["but prefix"], on: ["a number", "a truth value"]),
            .emulationIsRight, "anything-but takes what is of another kind, null included; with moto it does not", ruler
        ),
        Judgement(
            cells("body", ["number ="], on: ["a list of numbers"]), .emulationIsRight,
            "each element of a list counts; moto compares the list itself", numbers),
        Judgement(
            cells("body", ["number <", "range"], on: ["a truth value"])
                + cells("event", ["number <", "range"], on: ["a truth value"]),
            .emulationIsRight, "a truth value is no number; with moto true is 1", operators),
    ]

    static let forms: [Judgement] = [
        Judgement(
            ["attribute: a number before what matches", "body: a number before what matches"], .emulationIsRight,
            "one matching value of a list is enough, wherever it stands; moto gives up at the number", strings),
        Judgement(
            ["attribute: an empty list", "body: an empty list"], .emulationIsRight,
            "an empty list of values is refused; moto takes it", recorded),
        Judgement(
            ["a prefix that is a number", "two keys in a test"].flatMap { ["attribute: \($0)", "body: \($0)"] },
            .emulationIsRight, "a prefix is a text and a test has one key; moto does not look", ruler),
        Judgement(
            [
                "an unknown test", "exists with a text", "numeric backwards", "numeric with a text",
                "numeric with another sign", "numeric with bottom above top", "numeric without terms",
                "two keys in a test",
            ].map { "event: \($0)" },
            .emulationIsRight, "EventBridge refuses such a pattern; moto looks for lists and objects only", ruler),
    ]
}
