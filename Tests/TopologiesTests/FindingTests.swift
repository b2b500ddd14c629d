import Testing
import Topologies

@Suite("Findings")
struct FindingTests {
    func findings(_ text: String) throws -> [String] {
        link(try stack(text)).findings.map { "\($0.practice): \($0.diagnostic.position.line): \($0.diagnostic.found)" }
    }

    @Test("A queue that a function polls needs a dead-letter queue and six times the function's timeout")
    func queues() throws {
        #expect(
            try findings(
                """
                {
                  "Orders": {"Type": "AWS::SQS::Queue", "Properties": {
                    "VisibilityTimeout": 30}},
                  "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 10}},
                  "Other": {"Type": "AWS::Lambda::Function"},
                  "A": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]}, "FunctionName": {"Ref": "Worker"}}},
                  "B": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]}, "FunctionName": {"Ref": "Other"}}}
                }
                """) == [
                    "dead-letter-every-async-path: 2: queue 'Orders' has no dead-letter queue",
                    "one-consumer-per-queue: 2: queue 'Orders' is consumed by 'Worker' and 'Other'",
                    "alarm-on-age-of-oldest-message: 2: no alarm watches how late queue 'Orders' is",
                    "visibility-six-times-timeout: 3: visibility timeout 30 s of 'Orders' is below six times the 10 s timeout of "
                        + "'Worker'",
                ])
    }

    @Test("An alarm on the age of a queue's oldest message is enough, also as one of several metrics")
    func alarms() throws {
        for alarm in [
            """
            "MetricName": "ApproximateAgeOfOldestMessage",
            "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["Orders", "QueueName"]}}]
            """,
            """
            "Metrics": [{"Id": "age", "MetricStat": {"Metric": {"MetricName": "ApproximateAgeOfOldestMessage",
              "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["Orders", "QueueName"]}}]}}}]
            """,
        ] {
            let found = try findings(
                """
                {
                  "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 300, "RedrivePolicy": {
                    "deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:failed", "maxReceiveCount": 3}}},
                  "Worker": {"Type": "AWS::Lambda::Function"},
                  "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "EventSourceArn": {"Fn::GetAtt": ["Orders", "Arn"]}, "FunctionName": {"Ref": "Worker"}}},
                  "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": {\(alarm)}}
                }
                """)
            #expect(found == [])
        }
    }

    @Test("Asynchronous invocations, rules and subscriptions need somewhere for what fails")
    func asynchronous() throws {
        #expect(
            try findings(
                """
                {
                  "Topic": {"Type": "AWS::SNS::Topic"},
                  "Mailer": {"Type": "AWS::Lambda::Function"},
                  "ToMailer": {"Type": "AWS::SNS::Subscription", "Properties": {
                    "TopicArn": {"Ref": "Topic"}, "Protocol": "lambda", "Endpoint": {"Fn::GetAtt": ["Mailer", "Arn"]}}},
                  "Nightly": {"Type": "AWS::Events::Rule", "Properties": {
                    "ScheduleExpression": "rate(1 day)", "Targets": [{"Id": "a", "Arn": {"Ref": "Topic"}}]}}
                }
                """) == [
                    "dead-letter-every-async-path: 3: function 'Mailer' is invoked asynchronously and has no failure destination",
                    "dead-letter-every-async-path: 4: subscription 'ToMailer' has no dead-letter queue",
                    "dead-letter-every-async-path: 6: rule 'Nightly' has no dead-letter queue",
                ])
    }

    @Test("A function that writes to the table whose stream invokes it runs in a circle")
    func circles() throws {
        #expect(
            try findings(
                """
                {
                  "Table": {"Type": "AWS::DynamoDB::Table"},
                  "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}},
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": [
                    {"Effect": "Allow", "Action": "dynamodb:UpdateItem", "Resource": {"Fn::GetAtt": ["Table", "Arn"]}},
                    {"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"},
                    {"Effect": "Allow", "Action": ["logs:PutLogEvents", "xray:PutTraceSegments"], "Resource": "*"}]}}]}},
                  "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "EventSourceArn": {"Fn::GetAtt": ["Table", "StreamArn"]}, "FunctionName": {"Ref": "Worker"}}}
                }
                """) == [
                    "avoid-recursive-invocation: 3: events can run in a circle: Worker > Table > Worker",
                    "least-privilege-per-function: 6: 'Role' allows 'sns:Publish' on '*'",
                    "stream-failure-destination: 8: mapping 'Mapping' from 'Table' has no failure destination",
                ])
    }

    @Test("Reading a table and calling back is no circle of events")
    func noFalseCircles() throws {
        #expect(
            try findings(
                """
                {
                  "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}},
                  "Other": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}},
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": [
                    {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": {"Fn::GetAtt": ["Other", "Arn"]}}]}}]}}
                }
                """) == [])
    }
}
