import Flows
import Templates
import Topologies
import Values

/// The same shape from emulated services: queues with event source mappings of four, four, four and two batches of one
/// message, functions that fail one time in ten, and a topic.
enum EmulatedPipeline {
    static func session(messages: Int, checkpointSpacing: Int = 10_000) throws -> FlowSession {
        let stack = try readStack(template, file: "pipeline.yaml", parameters: [:], loadFile: { _ in nil })
        let scenario = try readScenario(flow(seconds: messages / 50), file: "pipeline-flow.yaml")
        let binding = FlowBinding(id: "", name: "pipeline", stack: stack, topology: link(stack))
        return try FlowSession(scenario, bindings: [binding], checkpointSpacing: checkpointSpacing)
    }

    private static let stages = [("A", 4, 60), ("B", 4, 60), ("C", 4, 40), ("D", 2, 20)]

    private static var template: String {
        var text = """
            AWSTemplateFormatVersion: "2010-09-09"
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Topic: {Type: AWS::SNS::Topic}

            """
        for (name, workers, _) in stages {
            text += """
                  Queue\(name):
                    Type: AWS::SQS::Queue
                    Properties:
                      VisibilityTimeout: 1
                      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead\(name).Arn, maxReceiveCount: 4}
                  Dead\(name): {Type: AWS::SQS::Queue}
                  Worker\(name):
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: python3.13
                      Handler: index.handler
                      InlineCode: "def handler(event, context): pass"
                      Timeout: 1
                      Policies: [{SNSPublishMessagePolicy: {TopicName: !GetAtt Topic.TopicName}}]
                      Events:
                        Queue:
                          Type: SQS
                          Properties:
                            Queue: !GetAtt Queue\(name).Arn
                            BatchSize: 1
                            ScalingConfig: {MaximumConcurrency: \(workers)}

                """
        }
        for (name, _, _) in stages.dropFirst() {
            text += """
                  To\(name):
                    Type: AWS::SNS::Subscription
                    Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue\(name).Arn}
                  Policy\(name):
                    Type: AWS::SQS::QueuePolicy
                    Properties:
                      Queues: [!Ref Queue\(name)]
                      PolicyDocument:
                        Statement:
                          - Effect: Allow
                            Principal: {Service: sns.amazonaws.com}
                            Action: sqs:SendMessage
                            Resource: !GetAtt Queue\(name).Arn

                """
        }
        return text
    }

    private static func flow(seconds: Int) -> String {
        var text = """
            id: pipeline
            name: Pipeline
            summary: The scenario that kernels are compared on.
            for: \(seconds + 600)s
            traffic:
              - {id: source, to: QueueA, arrivals: {poisson: {rate: 50/s}}, until: \(seconds)s, payload: {kind: order}}
            behaviour:

            """
        for (name, _, mean) in stages {
            text += """
                  Worker\(name):
                    duration: {exponential: {mean: \(mean)ms}}
                    coldStart: 0s
                    fails: [{rate: 0.1, error: Flaky}]

                """
            if name == "A" {
                text += "    calls: [{action: sns:Publish, to: Topic, parameters: {Message: done}}]\n"
            }
        }
        return text
    }
}
