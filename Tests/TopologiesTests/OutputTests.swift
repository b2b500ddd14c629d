import TestKit
import Testing
import Topologies
import Values

@Suite("Output")
struct OutputTests {
    @Test("The JSON form tells nodes, edges with their line, groups and findings")
    func json() throws {
        let topology = link(
            try stack(
                """
                {
                  "Uploads": {"Type": "AWS::S3::Bucket", "Properties": {"NotificationConfiguration": {"QueueConfigurations": [
                    {"Event": "s3:ObjectCreated:*", "Queue": {"Fn::GetAtt": ["Work", "Arn"]}}]}}},
                  "Work": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "work-prod"}},
                  "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}}},
                  "Vpc": {"Type": "AWS::EC2::VPC"},
                  "Resize": {"Type": "AWS::Lambda::Function", "Properties": {"VpcConfig": {"SubnetIds": [{"Ref": "Subnet"}]}}},
                  "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "EventSourceArn": {"Fn::GetAtt": ["Work", "Arn"]}, "FunctionName": {"Ref": "Resize"}}}
                }
                """))
        expectPicture(
            topology.json.prettyText,
            """
            {
              "nodes": [
                {
                  "id": "Uploads",
                  "type": "AWS::S3::Bucket",
                  "kind": "object-store",
                  "label": "Uploads",
                  "entry": true,
                  "source": "template.json:2"
                },
                {
                  "id": "Work",
                  "type": "AWS::SQS::Queue",
                  "kind": "message-queue",
                  "label": "Work\\nwork-prod",
                  "source": "template.json:4"
                },
                {
                  "id": "Resize",
                  "type": "AWS::Lambda::Function",
                  "kind": "function",
                  "group": "Vpc",
                  "label": "Resize",
                  "source": "template.json:7"
                }
              ],
              "edges": [
                {
                  "from": "Uploads",
                  "to": "Work",
                  "kind": "event",
                  "label": "ObjectCreated",
                  "actions": [
                    "sqs:SendMessage"
                  ],
                  "source": "template.json:3"
                },
                {
                  "from": "Work",
                  "to": "Resize",
                  "kind": "poll",
                  "label": "",
                  "via": [
                    "Mapping"
                  ],
                  "actions": [
                    "sqs:ReceiveMessage",
                    "sqs:DeleteMessage",
                    "sqs:DeleteMessageBatch",
                    "sqs:ChangeMessageVisibility",
                    "sqs:ChangeMessageVisibilityBatch",
                    "lambda:Invoke"
                  ],
                  "source": "template.json:9"
                }
              ],
              "groups": [
                {
                  "id": "Vpc",
                  "label": "Vpc"
                }
              ],
              "findings": [
                {
                  "practice": "dead-letter-every-async-path",
                  "nodes": [
                    "Work"
                  ],
                  "found": "queue 'Work' has no dead-letter queue",
                  "expected": "set RedrivePolicy, or a message that always fails is received until it expires",
                  "source": "template.json:4"
                }
              ]
            }
            """)
    }
}
