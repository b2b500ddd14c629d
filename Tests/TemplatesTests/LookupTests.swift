import Templates
import Testing
import Values

private let template = """
    Resources:
      Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: orders}}
      Files: {Type: AWS::S3::Bucket, Properties: {BucketName: files}}
      Queue: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
      Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
      Rule: {Type: AWS::Events::Rule, Properties: {EventBusName: !Ref Bus, EventPattern: {source: [a]}}}
      Default: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [a]}}}
      Function: {Type: AWS::Lambda::Function, Properties: {Role: !Sub "arn:aws:iam::${AWS::AccountId}:role/r"}}
      Alias: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Function, Name: live, FunctionVersion: "1"}}
      Api: {Type: AWS::ApiGateway::RestApi}
      Machine: {Type: AWS::StepFunctions::StateMachine}
    """

@Test(arguments: [
    ("arn:aws:dynamodb:us-east-1:123456789012:table/orders", "Orders"),
    ("arn:aws:dynamodb:us-east-1:123456789012:table/orders/index/*", "Orders"),
    ("arn:aws:s3:::files/*", "Files"),
    ("arn:aws:sqs:us-east-1:123456789012:Queue.fifo", "Queue"),
    ("arn:aws:lambda:us-east-1:123456789012:function:Function:live", "Alias"),
    ("arn:aws:lambda:us-east-1:123456789012:function:Function:7", "Function"),
    ("arn:aws:states:us-east-1:123456789012:execution:Machine:*", "Machine"),
    ("arn:aws:apigateway:us-east-1::/restapis/Api/stages/live", "Api"),
    ("arn:aws:execute-api:us-east-1:123456789012:Api/*/GET/orders", "Api"),
    ("arn:aws:events:us-east-1:123456789012:rule/shop/Rule", "Rule"),
    ("arn:aws:events:us-east-1:123456789012:rule/Default", "Default"),
    (
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:us-east-1:123456789012:function:Function/invocations",
        "Function"
    ),
])
func resourcesAreFoundByARN(arn: String, logicalID: String) throws {
    let stack = try readStack(template, file: "t.yaml") { _ in nil }
    #expect(stack.resource(arn: arn)?.logicalID == logicalID)
}

@Test func wildcardsAloneNameNothing() throws {
    let stack = try readStack(template, file: "t.yaml") { _ in nil }
    #expect(stack.resource(arn: "*") == nil)
    #expect(stack.resource(arn: "arn:aws:dynamodb:us-east-1:123456789012:table/*") == nil)
    #expect(stack.resources(matchingARN: "arn:aws:dynamodb:*:*:table/*").map(\.logicalID) == ["Orders"])
}

@Test func resourcesAreFoundByNameAndPhysicalID() throws {
    let stack = try readStack(template, file: "t.yaml") { _ in nil }
    #expect(stack.resource(named: "orders", ofType: "AWS::DynamoDB::Table")?.logicalID == "Orders")
    #expect(stack.resource(named: "orders", ofType: "AWS::SQS::Queue") == nil)
    #expect(stack.physicalID(of: "Queue") == "https://sqs.us-east-1.amazonaws.com/123456789012/Queue.fifo")
    #expect(
        stack.resource(physicalID: "https://sqs.us-east-1.amazonaws.com/123456789012/Queue.fifo")?.logicalID == "Queue"
    )
    #expect(stack.arn(of: "Bus") == "arn:aws:events:us-east-1:123456789012:event-bus/shop")
}
