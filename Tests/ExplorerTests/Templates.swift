import Canvas
import Patterns

@testable import Explorer

/// A template of the tests' own, open in the explorer.
enum Templates {
    static let orders = """
        AWSTemplateFormatVersion: "2010-09-09"
        Description: Orders wait in line.
        Resources:
          Orders:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 30
          Worker:
            Type: AWS::Lambda::Function
            Properties:
              Runtime: python3.12
              Handler: index.handler
              Role: !GetAtt Role.Arn
              Timeout: 30
              Code:
                ZipFile: "def handler(event, context): pass"
          Orders2Worker:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt Orders.Arn
              FunctionName: !Ref Worker
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Statement:
                  - Effect: Allow
                    Principal: {Service: lambda.amazonaws.com}
                    Action: sts:AssumeRole
        """

    static func model(_ width: Int, _ height: Int) -> Model {
        let pattern = try! openTemplate(orders, file: "orders.yaml") { _ in nil }
        let opened = OpenedTemplate(paths: ["orders.yaml"], pattern: pattern, texts: ["orders.yaml": orders])
        return Model(
            catalog: Samples.catalog, size: Size(width: width, height: height), start: .template(opened))
    }
}
