import Templates
import Testing
import Values

private let orders = TemplateText(
    file: "orders/template.yaml",
    text: """
        Parameters: {Stage: {Type: String, Default: dev}}
        Resources:
          Queue: {Type: AWS::SQS::Queue}
          Table: {Type: AWS::DynamoDB::Table}
        Outputs:
          Queue: {Value: !GetAtt Queue.Arn, Export: {Name: !Sub "${Stage}-orders"}}
          Table: {Value: !Ref Table, Export: {Name: orders-table}}
        """)

private let mail = TemplateText(
    file: "mail/template.yaml",
    text: """
        Parameters: {Stage: {Type: String, Default: dev}, Size: {Type: Number, Default: 1}}
        Resources:
          Queue: {Type: AWS::SQS::Queue}
          Mapping:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              BatchSize: !Ref Size
              EventSourceArn: !ImportValue {"Fn::Sub": "${Stage}-orders"}
              FunctionName: {"Fn::ImportValue": orders-table}
        """)

private func reading(_ templates: [TemplateText], parameters: [String: String] = [:]) -> StackReading {
    readingStacks(templates, parameters: parameters) { _, _ in nil }
}

@Test func severalTemplatesAreOneSystemWithImportsLinked() throws {
    let stack = try #require(reading([mail, orders]).stack)
    #expect(stack.diagnostics.isEmpty)
    #expect(
        stack.resources.map(\.logicalID) == [
            "mail", "mail/Queue", "mail/Mapping", "orders", "orders/Queue", "orders/Table",
        ])
    #expect(stack["mail/Queue"]?.arn == "arn:aws:sqs:us-east-1:123456789012:mail-Queue")
    let mapping = try #require(stack["mail/Mapping"])
    #expect(mapping.properties["EventSourceArn"] == "arn:aws:sqs:us-east-1:123456789012:orders-Queue")
    #expect(mapping.references.map(\.target) == ["orders/Queue", "orders/Table"])
    #expect(stack.files == ["mail/template.yaml", "orders/template.yaml"])
}

@Test func aParameterIsForEveryTemplateThatDeclaresIt() throws {
    let stack = try #require(reading([mail, orders], parameters: ["Stage": "prod", "Size": "7"]).stack)
    #expect(stack.diagnostics.isEmpty)
    #expect(stack["mail/Mapping"]?.properties["BatchSize"] == 7)
    let unknown = reading([mail, orders], parameters: ["Stag": "x"]).diagnostics.map(\.description)
    #expect(
        unknown == [
            "mail/template.yaml: error: a value for parameter 'Stag', which none of the templates declares; remove it or"
                + " correct the name; did you mean 'Stage'?"
        ])
}

@Test func anImportOfAStackThatIsNotOpenStaysAMark() throws {
    let stack = try #require(
        reading([mail, TemplateText(file: "x.yaml", text: "Resources: {T: {Type: AWS::SNS::Topic}}")]).stack)
    #expect(stack["template/Mapping"]?.properties["EventSourceArn"] == "{{import:dev-orders}}")
}

@Test func twoExportsOfOneNameAreReported() {
    let second = TemplateText(file: "more.yaml", text: orders.text)
    let found = reading([orders, second]).diagnostics.map(\.description)
    #expect(
        found.first
            == "more.yaml:6:3: error: export 'dev-orders' a second time, first at orders/template.yaml:6; give each export a"
            + " name of its own")
}

@Test func aTemplateThatAnotherNestsIsOpenedOnce() throws {
    let outer = TemplateText(
        file: "app/root.yaml",
        text: "Resources: {Data: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: data.yaml}}}")
    let inner = TemplateText(file: "app/data.yaml", text: "Resources: {T: {Type: AWS::SNS::Topic}}")
    let stack = readingStacks([inner, outer]) { $1 == "data.yaml" ? inner.text : nil }.stack
    #expect(stack?.resources.map(\.logicalID) == ["root", "root/Data", "root/Data/T"])
}
