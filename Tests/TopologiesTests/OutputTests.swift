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
                  "group": null,
                  "label": "Uploads",
                  "layer": "main",
                  "entry": true,
                  "file": "template.json",
                  "line": 2
                },
                {
                  "id": "Work",
                  "type": "AWS::SQS::Queue",
                  "kind": "message-queue",
                  "group": null,
                  "label": "Work\\nwork-prod",
                  "layer": "main",
                  "entry": false,
                  "file": "template.json",
                  "line": 4
                },
                {
                  "id": "Resize",
                  "type": "AWS::Lambda::Function",
                  "kind": "function",
                  "group": "Vpc",
                  "label": "Resize",
                  "layer": "main",
                  "entry": false,
                  "file": "template.json",
                  "line": 7
                }
              ],
              "edges": [
                {
                  "id": "Uploads>Work",
                  "from": "Uploads",
                  "to": "Work",
                  "kind": "event",
                  "label": "ObjectCreated",
                  "via": [],
                  "actions": [
                    "sqs:SendMessage"
                  ],
                  "assumed": false,
                  "file": "template.json",
                  "line": 3
                },
                {
                  "id": "Work>Resize",
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
                  "assumed": false,
                  "file": "template.json",
                  "line": 9
                }
              ],
              "groups": [
                {
                  "id": "Vpc",
                  "label": "Vpc",
                  "group": null
                }
              ],
              "findings": [
                {
                  "practice": "dead-letter-every-async-path",
                  "nodes": [
                    "Work"
                  ],
                  "severity": "warning",
                  "found": "queue 'Work' has no dead-letter queue",
                  "expected": "set RedrivePolicy, or a message that always fails is received until it expires",
                  "file": "template.json",
                  "line": 4
                },
                {
                  "practice": "alarm-on-age-of-oldest-message",
                  "nodes": [
                    "Work"
                  ],
                  "severity": "warning",
                  "found": "no alarm watches how late queue 'Work' is",
                  "expected": "add an alarm on its ApproximateAgeOfOldestMessage, far below the queue's retention",
                  "file": "template.json",
                  "line": 4
                }
              ]
            }
            """)
    }
}
