import Templates
import Testing
import Values

/// Reads a template of one resource whose properties are given, and gives the properties resolved.
private func properties(
    _ yaml: String,
    head: String = "",
    parameters: [String: String] = [:]
) throws -> JSONValue {
    let indented = yaml.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    let text = """
        \(head)
        Resources:
          Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
          Topic: {Type: AWS::SNS::Topic}
          Thing:
            Type: Custom::Thing
            Properties:
        \(indented)
        """
    let stack = try readStack(text, file: "t.yaml", parameters: parameters) { _ in nil }
    #expect(stack.diagnostics.filter { $0.severity == .error }.isEmpty, "\(stack.diagnostics)")
    return try #require(stack["Thing"]).properties
}

@Test func refAndGetAttGiveWhatADeploymentWould() throws {
    let value = try properties(
        """
        Url: !Ref Queue
        Arn: !GetAtt Queue.Arn
        Name: {'Fn::GetAtt': [Queue, QueueName]}
        Topic: !Ref Topic
        Region: !Ref AWS::Region
        Gone: !Ref AWS::NoValue
        """
    )
    #expect(value["Url"] == "https://sqs.us-east-1.amazonaws.com/123456789012/orders")
    #expect(value["Arn"] == "arn:aws:sqs:us-east-1:123456789012:orders")
    #expect(value["Name"] == "orders")
    #expect(value["Topic"] == "arn:aws:sns:us-east-1:123456789012:Topic")
    #expect(value["Region"] == "us-east-1")
    #expect(value.object?.keys == ["Url", "Arn", "Name", "Topic", "Region"])
}

@Test func subReplacesVariablesAndKeepsEscapes() throws {
    let value = try properties(
        """
        Plain: !Sub "${Queue.Arn}/${AWS::AccountId}/${!Literal}/$x"
        Mapped: !Sub ["${Own}-${Queue.QueueName}", {Own: !Ref AWS::Region}]
        """
    )
    #expect(value["Plain"] == "arn:aws:sqs:us-east-1:123456789012:orders/123456789012/${Literal}/$x")
    #expect(value["Mapped"] == "us-east-1-orders")
}

@Test func functionsBuildValues() throws {
    let value = try properties(
        """
        Join: !Join ["-", [a, !Ref AWS::Region]]
        Select: !Select [1, !Split [",", "a,b,c"]]
        Base64: !Base64 hello
        Zones: !GetAZs ""
        Blocks: !Cidr ["10.0.0.0/16", 2, 8]
        Json: {'Fn::ToJsonString': {a: [1, !GetAtt Queue.QueueName]}}
        Length: {'Fn::Length': [a, b]}
        Import: !ImportValue shared-bus
        Secret: "{{resolve:secretsmanager:db:SecretString:password}}"
        """,
        head: "Transform: AWS::LanguageExtensions"
    )
    #expect(value["Join"] == "a-us-east-1")
    #expect(value["Select"] == "b")
    #expect(value["Base64"] == "aGVsbG8=")
    #expect(value["Zones"] == ["us-east-1a", "us-east-1b", "us-east-1c"])
    #expect(value["Blocks"] == ["10.0.0.0/24", "10.0.1.0/24"])
    #expect(value["Json"] == "{\"a\":[1,\"orders\"]}")
    #expect(value["Length"] == 2)
    #expect(value["Import"] == "{{import:shared-bus}}")
    #expect(value["Secret"] == "{{resolve:secretsmanager:db:SecretString:password}}")
}

@Test func parametersMappingsAndConditionsChoose() throws {
    let head = """
        Parameters:
          Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
          Depth: {Type: Number, Default: 3}
          Zones: {Type: CommaDelimitedList, Default: "a, b"}
          Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /images/latest}
        Mappings:
          Sizes:
            dev: {Memory: 128}
            prod: {Memory: 1024}
        Conditions:
          IsProduction: !Equals [!Ref Stage, prod]
          IsOther: !And [!Not [!Condition IsProduction], !Or [!Equals [a, b], !Equals [1, "1"]]]
        """
    let body = """
        Memory: !FindInMap [Sizes, !Ref Stage, Memory]
        Fallback: !FindInMap [Sizes, test, Memory, {DefaultValue: 1}]
        Kind: !If [IsProduction, large, small]
        Other: !If [IsOther, here, !Ref AWS::NoValue]
        List: [a, !If [IsProduction, b, !Ref AWS::NoValue], c]
        Depth: !Ref Depth
        Zones: !Ref Zones
        Image: !Ref Image
        """
    let development = try properties(body, head: head)
    #expect(development["Memory"] == 128)
    #expect(development["Fallback"] == 1)
    #expect(development["Kind"] == "small")
    #expect(development["Other"] == "here")
    #expect(development["List"] == ["a", "c"])
    #expect(development["Depth"] == 3)
    #expect(development["Zones"] == ["a", "b"])
    #expect(development["Image"] == "{{resolve:ssm:/images/latest}}")
    let production = try properties(body, head: head, parameters: ["Stage": "prod", "Depth": "5"])
    #expect(production["Memory"] == 1024)
    #expect(production["Kind"] == "large")
    #expect(production["Other"] == nil)
    #expect(production["List"] == ["a", "b", "c"])
    #expect(production["Depth"] == 5)
}

@Test func referencesTellWhereAValueCameFrom() throws {
    let text = """
        Resources:
          Table: {Type: AWS::DynamoDB::Table}
          Dead: {Type: AWS::SQS::Queue}
          Queue:
            Type: AWS::SQS::Queue
            Properties:
              RedrivePolicy:
                deadLetterTargetArn: !GetAtt Dead.Arn
                maxReceiveCount: 3
              Tags:
                - Key: table
                  Value: !Sub "${Table}-${AWS::Region}"
        """
    let stack = try readStack(text, file: "t.yaml") { _ in nil }
    #expect(
        stack["Queue"]?.references == [
            Reference(
                path: ["RedrivePolicy", "deadLetterTargetArn"],
                target: "Dead",
                attribute: "Arn",
                position: SourcePosition(file: "t.yaml", line: 8, column: 30)
            ),
            Reference(
                path: ["Tags", "0", "Value"],
                target: "Table",
                position: SourcePosition(file: "t.yaml", line: 12, column: 18)
            ),
        ]
    )
}

@Test func loopsAndIncludesAreWrittenOut() throws {
    let text = """
        Transform: AWS::LanguageExtensions
        Parameters:
          Names: {Type: CommaDelimitedList, Default: "Orders,Refunds"}
        Resources:
          Fn::ForEach::Queues:
            - Name
            - !Ref Names
            - "${Name}Queue":
                Type: AWS::SQS::Queue
                Properties: {QueueName: !Sub "${Name}-${AWS::Region}"}
          Topic:
            Type: AWS::SNS::Topic
            Properties:
              Fn::Transform: {Name: AWS::Include, Parameters: {Location: topic.yaml}}
        """
    let stack = try readStack(text, file: "t.yaml") { $0 == "topic.yaml" ? "TopicName: included\n" : nil }
    #expect(stack.resources.map(\.logicalID) == ["OrdersQueue", "RefundsQueue", "Topic"])
    #expect(stack["OrdersQueue"]?.physicalName == "Orders-us-east-1")
    #expect(stack["Topic"]?.physicalName == "included")
}

@Test func nestedStacksOfLocalFilesAreOpened() throws {
    let files = [
        "data/table.yaml": """
        Parameters: {Name: {Type: String}}
        Resources:
          Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Ref Name}}
          Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: inner.yaml}}
        Outputs: {Arn: {Value: !GetAtt Table.Arn}, Topic: {Value: !GetAtt Inner.Outputs.Topic}}
        """,
        "data/inner.yaml": """
        Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "${AWS::StackName}-t"}}}
        Outputs: {Topic: {Value: !Ref Topic}}
        """,
    ]
    let text = """
        Resources:
          Data:
            Type: AWS::CloudFormation::Stack
            Properties: {TemplateURL: data/table.yaml, Parameters: {Name: orders}}
          Queue:
            Type: AWS::SQS::Queue
            Properties: {Tags: [{Key: t, Value: !GetAtt Data.Outputs.Arn}, {Key: s, Value: !GetAtt Data.Outputs.Topic}]}
        """
    let stack = try readStack(text, file: "t.yaml") { files[$0] }
    #expect(stack.diagnostics.isEmpty)
    #expect(stack["Queue"]?.properties["Tags"]?[0]?["Value"] == "arn:aws:dynamodb:us-east-1:123456789012:table/orders")
    #expect(stack["Queue"]?.properties["Tags"]?[1]?["Value"] == "arn:aws:sns:us-east-1:123456789012:stack-Data-Inner-t")
    #expect(
        stack.resources.map(\.logicalID) == ["Data", "Data/Table", "Data/Inner", "Data/Inner/Topic", "Queue"])
    #expect(stack.resources.map(\.stack) == [nil, "Data", "Data", "Data/Inner", nil])
    #expect(
        stack["Queue"]?.references.map(\.target) == ["Data", "Data/Table", "Data", "Data/Inner", "Data/Inner/Topic"])
    #expect(stack["Data/Inner/Topic"]?.position == SourcePosition(file: "data/inner.yaml", line: 1, column: 13))
    #expect(stack.files == ["t.yaml", "data/table.yaml", "data/inner.yaml"])
    let circle = readingStack(
        "Resources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}}",
        file: "a.yaml"
    ) { $0 == "a.yaml" ? "Resources: {A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}}" : nil }
    #expect(circle.diagnostics.map(\.found) == ["template 'a.yaml', which nests itself"])
}

@Test func namesThatAWSMakesUpTellWhichStackTheyAreOf() throws {
    let inner = "Resources: {Queue: {Type: AWS::SQS::Queue}}"
    let text =
        "Resources: {Queue: {Type: AWS::SQS::Queue}, In: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: i.yaml}}}"
    let stack = try readStack(text, file: "t.yaml") { $0 == "i.yaml" ? inner : nil }
    #expect(stack["Queue"]?.arn == "arn:aws:sqs:us-east-1:123456789012:Queue")
    #expect(stack["In/Queue"]?.arn == "arn:aws:sqs:us-east-1:123456789012:In-Queue")
}

@Test func aParameterOfANestedStackStillLeadsToTheResourceItCameFrom() throws {
    let inner = """
        Parameters: {Table: {Type: String}}
        Resources: {Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {Dimensions: [{Name: TableName, Value: !Ref Table}]}}}
        """
    let text = """
        Resources:
          Orders: {Type: AWS::DynamoDB::Table}
          In: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: sub/i.yaml, Parameters: {Table: !Ref Orders}}}
        """
    let stack = try readStack(text, file: "some/t.yaml") { $0 == "sub/i.yaml" ? inner : nil }
    #expect(
        stack["In/Alarm"]?.references == [
            Reference(
                path: ["Dimensions", "0", "Value"], target: "Orders",
                position: SourcePosition(file: "some/sub/i.yaml", line: 2, column: 102))
        ])
}

@Test func aFileThatIsMissingLeavesTheRestToBeShown() throws {
    let text = """
        Resources:
          In: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./gone.yaml}}
          Queue: {Type: AWS::SQS::Queue}
        """
    let stack = try readStack(text, file: "some/t.yaml") { _ in nil }
    #expect(stack.resources.map(\.logicalID) == ["In", "Queue"])
    #expect(
        stack.diagnostics.map(\.description) == [
            "some/t.yaml:2:68: warning: no file 'some/gone.yaml' to nest; correct the path, which starts at the template; what"
                + " the file would add is missing"
        ])
}

@Test func aParameterWithoutAValueTakesOneThatFits() throws {
    let text = """
        Parameters:
          Stage: {Type: String, AllowedValues: [prod, dev]}
          Zones: {Type: "List<AWS::EC2::AvailabilityZone::Name>"}
          Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
          Distribution: {Type: String}
        Mappings:
          Sizes: {prod: {Memory: 512}, dev: {Memory: 128}}
          Images: {Linux: {Image: ami-1}, Windows: {Image: ami-2}}
        Resources:
          Queue:
            Type: AWS::SQS::Queue
            Properties:
              A: !FindInMap [Sizes, !Ref Stage, Memory]
              B: !Select [1, !Ref Zones]
              C: !Select [1, !Ref Subnets]
              D: !FindInMap [Images, !Ref Distribution, Image]
        """
    let stack = try readStack(text, file: "t.yaml") { _ in nil }
    let properties = stack["Queue"]?.properties
    #expect(properties?["A"] == 512)
    #expect(properties?["B"] == "us-east-1b")
    #expect(properties?["C"] == "Subnets")
    #expect(properties?["D"] == "ami-1")
    #expect(stack.diagnostics.map(\.severity) == [.warning, .warning, .warning, .warning])
}

@Test func namesMayBeBuiltAndOutputsOfOtherStacksStayMarks() throws {
    let text = """
        Transform: AWS::LanguageExtensions
        Resources:
          QueueA: {Type: AWS::SQS::Queue}
          Topic:
            Type: AWS::SNS::Topic
            Properties:
              A: {Ref: {"Fn::Sub": "Queue${Letter}"}}
              B: {"Fn::GetStackOutput": {StackName: shop, OutputName: Arn}}
        Parameters: {Letter: {Type: String, Default: A}}
        """
    let stack = try readStack(text, file: "t.yaml") { _ in nil }
    #expect(stack.diagnostics.isEmpty)
    #expect(stack["Topic"]?.properties["A"] == "https://sqs.us-east-1.amazonaws.com/123456789012/QueueA")
    #expect(stack["Topic"]?.properties["B"] == "{{output:shop.Arn}}")
}
