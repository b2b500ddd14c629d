import Testing
import Values

@testable import Services

@Suite struct ExpressionTests {
    private let item: JSONValue = ["pk": ["S": "a"], "n": ["N": "5"]]

    @Test(arguments: [
        ("attribute_not_exists(pk)", false), ("attribute_exists(pk)", true), ("n = :five", true), ("n < :five", false),
        ("n >= :five AND attribute_exists(pk)", true), ("#n <> :five", false),
    ])
    func conditionsLookAtTheItem(text: String, holds: Bool) {
        let parameters: JSONValue = [
            "ExpressionAttributeValues": [":five": ["N": "5"]], "ExpressionAttributeNames": ["#n": "n"],
        ]
        #expect(ItemExpression.condition(text, parameters, item) == holds)
    }

    @Test func whatIsNotEmulatedIsSaidRatherThanGuessed() {
        #expect(ItemExpression.condition("contains(pk, :x)", [:], item) == nil)
        #expect(ItemExpression.update(["UpdateExpression": "DELETE tags :t"], item) == nil)
    }

    @Test func updatesSetAddAndRemove() {
        let updated = ItemExpression.update(
            [
                "UpdateExpression": "SET name = :x, n = n + :one ADD count :one REMOVE pk",
                "ExpressionAttributeValues": [":x": ["S": "y"], ":one": ["N": "1"]],
            ], item)
        #expect(updated == ["n": ["N": "6"], "name": ["S": "y"], "count": ["N": "1"]])
    }

    @Test func formsOfMappingTemplatesAreRead() {
        let read = FormParameters.read(
            "Action=SendMessage&MessageBody=a%20b+c%7B%7D&MessageAttribute.1.Name=kind&MessageAttribute.1.Value.StringValue=x"
        )
        #expect(read?["MessageBody"]?.string == "a b c{}")
        #expect(read?["MessageAttributes"]?["kind"]?["StringValue"]?.string == "x")
        #expect(FormParameters.read("MessageBody=%zz") == nil)
    }

    @Test func bodiesAreHeldAgainstTheModel() {
        let schema = BodySchema(
            schema: ["$ref": "#/components/schemas/Order"],
            document: [
                "components": [
                    "schemas": [
                        "Order": [
                            "type": "object", "required": ["id"],
                            "properties": [
                                "id": ["type": "string", "minLength": 1], "n": ["type": "integer", "minimum": 0],
                            ],
                        ]
                    ]
                ]
            ])
        #expect(schema.flaw(in: ["id": "a", "n": 1]) == nil)
        #expect(schema.flaw(in: ["n": 1]) == "the body has no 'id'")
        #expect(schema.flaw(in: ["id": "a", "n": -1]) == "'n' is below 0")
        #expect(schema.flaw(in: "text") == "the body is a string, not of type object")
    }

    @Test(arguments: [(1, 0), (3, 0), (4, 1), (6, 1), (8, 4), (15, 20), (100, 20)])
    func topicsTryAgainAsTheirPolicySays(attempts: Int, seconds: Int64) {
        #expect(RetryPolicy.managed.pause(after: attempts) == seconds * 1_000_000_000)
        #expect(RetryPolicy.managed.pause(after: 100_016) == nil)
    }
}
