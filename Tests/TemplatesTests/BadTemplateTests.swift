import Templates
import Testing
import Values

private func problems(_ text: String, parameters: [String: String] = [:]) -> [String] {
    readingStack(text, file: "t.yaml", parameters: parameters) { _ in nil }.diagnostics.map(\.description)
}

@Test func everythingWrongIsReportedAtOnceAndTheRestIsRead() {
    let text = """
        AWSTemplateFormatVersion: 2010-09-09
        Resorces: {}
        Resources:
          Queue:
            Type: AWS::SQS::Queue
            Proprties: {}
          Topic:
            Type: AWS::SNS::Topic
            Condition: IsProd
            Properties: {TopicName: !Join ["-", notAList], DisplayName: !Ref Queu}
          Nothing: 3
          Untyped: {Properties: {}}
          Other: {Type: AWS::SQS::Queue, DependsOn: Queus}
        """
    let reading = readingStack(text, file: "t.yaml") { _ in nil }
    #expect(reading.stack?.resources.map(\.logicalID) == ["Queue", "Other"])
    #expect(
        reading.diagnostics.map(\.description) == [
            "t.yaml:2:1: warning: unknown section 'Resorces'; use one of AWSTemplateFormatVersion, Description,"
                + " Metadata, Parameters, Rules, Mappings, Conditions, Transform, Globals, Resources, Outputs, Hooks;"
                + " did you mean 'Resources'?",
            "t.yaml:6:5: error: unknown attribute 'Proprties' of resource 'Queue'; put properties under 'Properties';"
                + " did you mean 'Properties'?",
            "t.yaml:7:3: error: unknown condition 'IsProd'; declare it under 'Conditions'",
            "t.yaml:11:3: error: a number as resource 'Nothing'; write an object with 'Type' and 'Properties'",
            "t.yaml:12:3: error: resource 'Untyped' without 'Type'; give it a type such as 'AWS::SQS::Queue'",
            "t.yaml:13:3: error: a reference to 'Queus', which is no resource or parameter of this template; declare it"
                + " or correct the name; did you mean 'Queue'?",
        ]
    )
}

@Test func malformedFunctionsAndDanglingReferencesNameThePlace() {
    let text = """
        Resources:
          Orders: {Type: AWS::SQS::Queue}
          Thing:
            Type: AWS::SNS::Topic
            Properties:
              A: !Ref Order
              B: !GetAtt Orders
              C: !If [Maybe, 1, 2]
              D: {'Fn::Joyn': ["", []]}
              E: !Sub "${Ordrs.Arn}"
              F: !Select [5, [a]]
              G: !Sub "${Open"
        """
    #expect(
        problems(text) == [
            "t.yaml:6:10: error: a reference to 'Order', which is no resource or parameter of this template; declare it"
                + " or correct the name; did you mean 'Orders'?",
            "t.yaml:7:10: error: 'Fn::GetAtt' of a string; write [logical id, attribute] or 'logicalId.Attribute'",
            "t.yaml:8:15: error: unknown condition 'Maybe'; declare it under 'Conditions'",
            "t.yaml:9:11: error: unknown function 'Fn::Joyn'; use one of CloudFormation's functions; did you mean"
                + " 'Fn::Join'?",
            "t.yaml:10:10: error: a reference to 'Ordrs', which is no resource or parameter of this template; declare"
                + " it or correct the name; did you mean 'Orders'?",
            "t.yaml:11:10: error: index 5 in a list of 1; give an index from 0",
            "t.yaml:12:10: error: '${' without its '}'; close the variable, or write '${!' for a literal",
        ]
    )
}

@Test func circlesOfReferencesAreReported() {
    let text = """
        Resources:
          A: {Type: AWS::SQS::Queue, Properties: {Tags: [!Ref B]}}
          B: {Type: AWS::SQS::Queue, DependsOn: C}
          C: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt A.QueueName}}
          D: {Type: AWS::SQS::Queue, Properties: {Tags: [!Ref D]}}
        """
    #expect(
        problems(text) == [
            "t.yaml:2:3: error: resources that need each other: A -> B -> C -> A; break the circle, for example with a"
                + " name instead of a reference",
            "t.yaml:5:3: error: resources that need each other: D -> D; break the circle, for example with a name"
                + " instead of a reference",
        ]
    )
}

@Test func parametersAreHeldToTheirRules() {
    let text = """
        Parameters:
          Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
          Depth: {Type: Number, Default: 1, MaxValue: 10}
          Name: {Type: String}
        Resources:
          Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Name}}
        """
    #expect(
        problems(text, parameters: ["Stage": "prd", "Depth": "11", "Nam": "x"]) == [
            "t.yaml: error: a value for parameter 'Nam', which the template does not declare; use one of Stage, Depth,"
                + " Name; did you mean 'Name'?",
            "t.yaml:2:3: error: value 'prd' of parameter 'Stage'; use one of dev, prod; did you mean 'prod'?",
            "t.yaml:3:3: error: value 11 of parameter 'Depth'; give at most 10",
            "t.yaml:4:3: warning: parameter 'Name' without a value, taken as \"Name\"; give one with --parameter"
                + " Name=...",
        ]
    )
}

@Test(arguments: [
    (
        "apiVersion: v1\nkind: Pod\n",
        "t.yaml:1:1: error: a Kubernetes manifest, not a template; give a SAM or CloudFormation template"
    ),
    (
        "resource \"aws_sqs_queue\" \"q\" {\n  name = \"q\"\n}\n",
        "t.yaml:1:1: error: a Terraform file, not a template; give a SAM or CloudFormation template"
    ),
    (
        "openapi: 3.0.1\npaths: {}\n",
        "t.yaml:1:1: error: an OpenAPI document, not a template;"
            + " give the template whose API uses it as 'DefinitionBody'"
    ),
    ("- a\n", "t.yaml:1:1: error: a list where a template belongs; write an object with 'Resources'"),
    (
        "Description: x\n",
        "t.yaml:1:1: error: a template without 'Resources'; declare at least one resource under 'Resources'"
    ),
])
func filesOfOtherToolsAreNamed(text: String, message: String) {
    #expect(problems(text) == [message])
    #expect(throws: Diagnostics.self) { try readStack(text, file: "t.yaml") { _ in nil } }
}

@Test func longCirclesAreCutShort() {
    let body = (0..<50).map { "  Q\($0): {Type: AWS::SQS::Queue, DependsOn: Q\(($0 + 1) % 50)}" }
    let found = problems("Resources:\n" + body.joined(separator: "\n"))
    #expect(
        found == [
            "t.yaml:2:3: error: resources that need each other: Q0 -> Q1 -> Q2 -> Q3 -> Q4 -> Q5 -> Q6 -> Q7 -> ... -> Q0;"
                + " break the circle, for example with a name instead of a reference"
        ]
    )
}
