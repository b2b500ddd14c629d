import Testing
import Topologies

/// One stack for each service family: the ways that its properties state.
@Suite("Service families")
struct ServiceFamilyTests {
    @Test("Buckets notify functions and the default bus; notifications tell the event and the filter")
    func buckets() throws {
        let topology = link(
            try stack(
                """
                {
                  "Uploads": {"Type": "AWS::S3::Bucket", "Properties": {"NotificationConfiguration": {
                    "EventBridgeConfiguration": {"EventBridgeEnabled": true},
                    "LambdaConfigurations": [{"Event": "s3:ObjectCreated:*", "Function": {"Fn::GetAtt": ["Resize", "Arn"]},
                      "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "in/"}, {"Name": "suffix", "Value": ".jpg"}]}}}]}}},
                  "Resize": {"Type": "AWS::Lambda::Function"},
                  "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Uploads"}, "PolicyDocument": {}}},
                  "OnUpload": {"Type": "AWS::Events::Rule", "Properties": {
                    "EventPattern": {"source": ["aws.s3"]}, "Targets": [{"Id": "a", "Arn": {"Fn::GetAtt": ["Resize", "Arn"]}}]}}
                }
                """))
        #expect(
            lines(topology) == [
                "Uploads -event-> Resize (ObjectCreated in/*.jpg)",
                "Uploads -event-> default (object events)",
                "default -event-> Resize (source aws.s3)",
            ])
        #expect(topology.folded["Policy"] == .node("Uploads"))
    }

    @Test("Tasks of a state machine are calls, sends and reads of what they name, in branches and maps too")
    func stateMachines() throws {
        let topology = link(
            try stack(
                """
                {
                  "Flow": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
                    "RoleArn": "arn:aws:iam::123456789012:role/flow",
                    "DefinitionSubstitutions": {"Table": {"Ref": "Orders"}},
                    "Definition": {"StartAt": "Check", "States": {
                      "Check": {"Type": "Task", "Resource": {"Fn::GetAtt": ["Check", "Arn"]}, "Next": "All"},
                      "All": {"Type": "Parallel", "End": true, "Branches": [
                        {"StartAt": "Send", "States": {"Send": {"Type": "Task", "End": true,
                          "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": {"QueueUrl": {"Ref": "Work"}}}}},
                        {"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor": {
                          "StartAt": "Load", "States": {"Load": {"Type": "Task", "End": true,
                            "Resource": "arn:aws:states:::dynamodb:getItem", "Parameters": {"TableName": "${Table}"}}}}}}},
                        {"StartAt": "Tell", "States": {"Tell": {"Type": "Task", "End": true,
                          "Resource": "arn:aws:states:::aws-sdk:eventbridge:putEvents", "Parameters": {"Entries": []}}}}]}}}}},
                  "Check": {"Type": "AWS::Lambda::Function"},
                  "Work": {"Type": "AWS::SQS::Queue"},
                  "Orders": {"Type": "AWS::DynamoDB::Table"}
                }
                """))
        #expect(
            lines(topology) == [
                "Flow -call-> Check (Check)",
                "Flow -call-> Work (Send)",
                "Flow -read-> Orders (Load)",
                "Flow -event-> default (Tell)",
            ])
    }

    @Test("A task that waits and one that does not lie on one way, so that a call has one place")
    func oneWayForOneAction() throws {
        let topology = link(
            try stack(
                """
                {
                  "Flow": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"Definition": {"StartAt": "Send", "States": {
                    "Send": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": {"Ref": "Work"}}, "Next": "Ask"},
                    "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                      "Parameters": {"QueueUrl": {"Ref": "Work"}}, "Next": "All"},
                    "All": {"Type": "Map", "End": true,
                      "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": {"Ref": "Items"}}},
                      "ItemProcessor": {"StartAt": "Nothing", "States": {"Nothing": {"Type": "Pass", "End": true}}}}}}}},
                  "Work": {"Type": "AWS::SQS::Queue"},
                  "Items": {"Type": "AWS::S3::Bucket"}
                }
                """))
        #expect(lines(topology) == ["Flow -event-> Work (Send, Ask)", "Flow -read-> Items (All)"])
        #expect(
            topology.edgeIndex().edge(for: "Flow", resource: "Work", action: "sqs:SendMessage") == .edge("Flow>Work"))
    }

    @Test("A definition written as text is read as well")
    func textDefinitions() throws {
        let topology = link(
            try stack(
                #"""
                {
                  "Flow": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {
                    "DefinitionSubstitutions": {"Worker": {"Fn::GetAtt": ["Worker", "Arn"]}},
                    "DefinitionString": "{\"StartAt\":\"Run\",\"States\":{\"Run\":{\"Type\":\"Task\",\"End\":true,\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Parameters\":{\"FunctionName\":\"${Worker}\"}}}}"}},
                  "Worker": {"Type": "AWS::Lambda::Function"}
                }
                """#))
        #expect(lines(topology) == ["Flow -call-> Worker (Run)"])
    }

    @Test("What the template does not hold is drawn as an external system")
    func outside() throws {
        let topology = link(
            try stack(
                """
                {
                  "Flow": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"Definition": {"StartAt": "See", "States": {
                    "See": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rekognition:detectLabels", "Next": "Run"},
                    "Run": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "End": true,
                      "Parameters": {"Cluster": {"Ref": "Cluster"}, "TaskDefinition": {"Ref": "Job"}}}}}}},
                  "Cluster": {"Type": "AWS::ECS::Cluster"},
                  "Job": {"Type": "AWS::ECS::TaskDefinition"},
                  "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}},
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": [
                    {"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/Shared"},
                    {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/*"},
                    {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::123456789012:role/Other"}]}}]}}
                }
                """))
        #expect(
            lines(topology) == [
                "Flow -call-> external:rekognition (See)", "Flow -call-> Job (Run)", "Worker -read-> external:Shared",
            ])
        #expect(topology.nodes.first { $0.id == "Job" }?.group == "Cluster")
    }

    @Test("A pipe polls its source, asks its enrichment and sends to its target")
    func pipes() throws {
        let topology = link(
            try stack(
                #"""
                {
                  "Source": {"Type": "AWS::SQS::Queue"},
                  "Enrich": {"Type": "AWS::Lambda::Function"},
                  "Flow": {"Type": "AWS::StepFunctions::StateMachine"},
                  "Pipe": {"Type": "AWS::Pipes::Pipe", "Properties": {
                    "Source": {"Fn::GetAtt": ["Source", "Arn"]}, "Enrichment": {"Fn::GetAtt": ["Enrich", "Arn"]},
                    "Target": {"Ref": "Flow"},
                    "SourceParameters": {"FilterCriteria": {"Filters": [{"Pattern": "{\"body\":{\"kind\":[\"paid\"]}}"}]}}}}
                }
                """#))
        #expect(
            lines(topology) == [
                "Source -poll-> Pipe (kind paid)", "Pipe -call-> Enrich (enrichment)", "Pipe -event-> Flow",
            ])
        let index = topology.edgeIndex()
        #expect(index.edge(for: "Pipe", resource: "Source", action: "sqs:ReceiveMessage") == .edge("Source>Pipe"))
        #expect(index.edge(for: "Pipe", resource: "Flow", action: "states:StartExecution") == .edge("Pipe>Flow"))
    }

    @Test("Schedules call functions, or a service's action themselves")
    func schedules() throws {
        let topology = link(
            try stack(
                """
                {
                  "Nightly": {"Type": "AWS::Scheduler::Schedule", "Properties": {"ScheduleExpression": "rate(1 day)",
                    "Target": {"Arn": {"Fn::GetAtt": ["Sweep", "Arn"]}, "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["Lost", "Arn"]}}}}},
                  "Hourly": {"Type": "AWS::Scheduler::Schedule", "Properties": {"ScheduleExpression": "rate(1 hour)",
                    "Target": {"Arn": "arn:aws:scheduler:::aws-sdk:sqs:sendMessage",
                      "Input": {"Fn::Sub": "{\\"QueueUrl\\":\\"${Work}\\",\\"MessageBody\\":\\"tick\\"}"}}}},
                  "Sweep": {"Type": "AWS::Lambda::Function"},
                  "Work": {"Type": "AWS::SQS::Queue"},
                  "Lost": {"Type": "AWS::SQS::Queue"}
                }
                """))
        #expect(
            lines(topology) == [
                "Nightly -event-> Sweep (rate(1 day))", "Nightly -deadLetter-> Lost",
                "Hourly -event-> Work (rate(1 hour))",
            ])
    }

    @Test("A delivery stream polls its source, asks its transformation and writes to its bucket")
    func deliveryStreams() throws {
        let topology = link(
            try stack(
                """
                {
                  "Clicks": {"Type": "AWS::Kinesis::Stream"},
                  "Clean": {"Type": "AWS::Lambda::Function"},
                  "Lake": {"Type": "AWS::S3::Bucket"},
                  "Delivery": {"Type": "AWS::KinesisFirehose::DeliveryStream", "Properties": {
                    "KinesisStreamSourceConfiguration": {"KinesisStreamARN": {"Fn::GetAtt": ["Clicks", "Arn"]}},
                    "ExtendedS3DestinationConfiguration": {"BucketARN": {"Fn::GetAtt": ["Lake", "Arn"]},
                      "BufferingHints": {"SizeInMBs": 5, "IntervalInSeconds": 300},
                      "ProcessingConfiguration": {"Enabled": true, "Processors": [{"Type": "Lambda", "Parameters": [
                        {"ParameterName": "LambdaArn", "ParameterValue": {"Fn::GetAtt": ["Clean", "Arn"]}}]}]}}}}
                }
                """))
        #expect(
            lines(topology) == [
                "Clicks -poll-> Delivery", "Delivery -write-> Lake (5 MB or 300 s)",
                "Delivery -call-> Clean (transform)",
            ])
    }

    @Test("A distribution leads to its origins; the client stands in front of it alone")
    func distributions() throws {
        let topology = link(
            try stack(
                """
                {
                  "Site": {"Type": "AWS::S3::Bucket"},
                  "Api": {"Type": "AWS::ApiGateway::RestApi"},
                  "Cdn": {"Type": "AWS::CloudFront::Distribution", "Properties": {"DistributionConfig": {
                    "Origins": [
                      {"Id": "site", "DomainName": {"Fn::GetAtt": ["Site", "RegionalDomainName"]}},
                      {"Id": "api", "DomainName": {"Fn::Sub": "${Api}.execute-api.${AWS::Region}.amazonaws.com"}}],
                    "DefaultCacheBehavior": {"TargetOriginId": "site"},
                    "CacheBehaviors": [{"PathPattern": "/api/*", "TargetOriginId": "api"}]}}}
                }
                """))
        #expect(
            lines(topology) == [
                "Cdn -read-> Site (default)", "Cdn -call-> Api (/api/*)", "external:client -call-> Cdn",
            ])
    }

    @Test("A load balancer reaches functions and services through its listeners and target groups")
    func loadBalancers() throws {
        let topology = link(
            try stack(
                """
                {
                  "Vpc": {"Type": "AWS::EC2::VPC"},
                  "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}}},
                  "Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Subnets": [{"Ref": "Subnet"}]}},
                  "Listener": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {"Port": 443,
                    "LoadBalancerArn": {"Ref": "Balancer"},
                    "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Web"}}]}},
                  "Rule": {"Type": "AWS::ElasticLoadBalancingV2::ListenerRule", "Properties": {"ListenerArn": {"Ref": "Listener"},
                    "Conditions": [{"Field": "path-pattern", "Values": ["/hello"]}],
                    "Actions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Code"}}]}},
                  "Web": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup"},
                  "Code": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {
                    "Targets": [{"Id": {"Fn::GetAtt": ["Hello", "Arn"]}}]}},
                  "Hello": {"Type": "AWS::Lambda::Function"},
                  "Cluster": {"Type": "AWS::ECS::Cluster"},
                  "Service": {"Type": "AWS::ECS::Service", "Properties": {"Cluster": {"Ref": "Cluster"},
                    "TaskDefinition": {"Ref": "Task"},
                    "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [{"Ref": "Subnet"}]}},
                    "LoadBalancers": [{"TargetGroupArn": {"Ref": "Web"}, "ContainerName": "web", "ContainerPort": 80}]}},
                  "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"TaskRoleArn": {"Fn::GetAtt": ["Role", "Arn"]}}},
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": [
                    {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": {"Fn::GetAtt": ["Jobs", "Arn"]}}]}}]}},
                  "Jobs": {"Type": "AWS::SQS::Queue"}
                }
                """))
        #expect(
            lines(topology) == [
                "Balancer -call-> Service (port 443)", "Balancer -call-> Hello (/hello)", "Service -event-> Jobs",
                "external:client -call-> Balancer",
            ])
        #expect(topology.groups.map(\.id) == ["Vpc", "Cluster"])
        #expect(topology.groups.map(\.parent) == [nil, "Vpc"])
        #expect(topology.nodes.first { $0.id == "Service" }?.group == "Cluster")
        #expect(topology.nodes.first { $0.id == "Balancer" }?.group == "Vpc")
        #expect(topology.folded["Subnet"] == .group("Vpc"))
        #expect(topology.folded["Task"] == .node("Service"))
    }

    @Test("Destinations pass successes on and set failures aside; function URLs have a client")
    func destinations() throws {
        let topology = link(
            try stack(
                """
                {
                  "Main": {"Type": "AWS::Lambda::Function"},
                  "Config": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {"FunctionName": {"Ref": "Main"}, "Qualifier": "$LATEST",
                    "DestinationConfig": {"OnSuccess": {"Destination": {"Fn::GetAtt": ["Next", "Arn"]}},
                      "OnFailure": {"Destination": {"Fn::GetAtt": ["Lost", "Arn"]}}}}},
                  "Url": {"Type": "AWS::Lambda::Url", "Properties": {"TargetFunctionArn": {"Ref": "Main"}, "AuthType": "NONE"}},
                  "Next": {"Type": "AWS::Lambda::Function"},
                  "Lost": {"Type": "AWS::SQS::Queue"}
                }
                """))
        #expect(
            lines(topology) == [
                "Main -event-> Next (on success)", "Main -deadLetter-> Lost (on failure)",
                "external:client -call-> Main (function URL)",
            ])
    }

    @Test("Alarms and log groups stand in a layer of their own")
    func observability() throws {
        let topology = link(
            try stack(
                """
                {
                  "Lost": {"Type": "AWS::SQS::Queue"},
                  "Worker": {"Type": "AWS::Lambda::Function"},
                  "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": {"Fn::Sub": "/aws/lambda/${Worker}"}}},
                  "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"MetricName": "ApproximateNumberOfMessagesVisible",
                    "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["Lost", "QueueName"]}}],
                    "AlarmActions": [{"Ref": "People"}]}},
                  "People": {"Type": "AWS::SNS::Topic", "Properties": {"Subscription": [{"Protocol": "email", "Endpoint": "a@example.com"}]}}
                }
                """))
        #expect(
            lines(topology) == [
                "Worker -observe-> Logs", "Lost -observe-> Alarm (ApproximateNumberOfMessagesVisible)",
                "Alarm -event-> People (alarm)", "People -event-> external:mailbox",
            ])
        #expect(topology.graph().nodes.map(\.id) == ["Lost", "Worker", "People", "external:mailbox"])
        #expect(topology.graph().edges.count == 1)
        #expect(topology.graph(showing: [.main, .observability]).edges.count == 4)
    }

    @Test("GraphQL fields lead through data sources to tables and functions")
    func graphQL() throws {
        let topology = link(
            try stack(
                """
                {
                  "Api": {"Type": "AWS::AppSync::GraphQLApi"},
                  "Store": {"Type": "AWS::AppSync::DataSource", "Properties": {"ApiId": {"Fn::GetAtt": ["Api", "ApiId"]},
                    "Name": "Store", "Type": "AMAZON_DYNAMODB", "DynamoDBConfig": {"TableName": {"Ref": "Table"}}}},
                  "Code": {"Type": "AWS::AppSync::DataSource", "Properties": {"ApiId": {"Fn::GetAtt": ["Api", "ApiId"]},
                    "Name": "Code", "Type": "AWS_LAMBDA", "LambdaConfig": {"LambdaFunctionArn": {"Fn::GetAtt": ["Worker", "Arn"]}}}},
                  "Get": {"Type": "AWS::AppSync::Resolver", "Properties": {"ApiId": {"Fn::GetAtt": ["Api", "ApiId"]},
                    "TypeName": "Query", "FieldName": "order", "DataSourceName": {"Fn::GetAtt": ["Store", "Name"]}}},
                  "Table": {"Type": "AWS::DynamoDB::Table"},
                  "Worker": {"Type": "AWS::Lambda::Function"}
                }
                """))
        #expect(
            lines(topology) == [
                "Api -write-> Table (Query.order)", "Api -call-> Worker", "external:client -call-> Api",
            ])
    }

    @Test("A permission whose source nothing else connects is an assumed way; roles in the environment are none")
    func permissions() throws {
        let topology = link(
            try stack(
                """
                {
                  "Uploads": {"Type": "AWS::S3::Bucket"},
                  "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": {
                    "ROLE": {"Fn::GetAtt": ["PipeRole", "Arn"]}}}}},
                  "Admit": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "Worker"},
                    "Principal": "s3.amazonaws.com", "SourceArn": {"Fn::GetAtt": ["Uploads", "Arn"]}}},
                  "Work": {"Type": "AWS::SQS::Queue"},
                  "Policy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": "Work"}], "PolicyDocument": {
                    "Statement": [{"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage",
                      "Resource": "*", "Condition": {"ArnLike": {"aws:SourceArn": {"Fn::GetAtt": ["Uploads", "Arn"]}}}}]}}},
                  "PipeRole": {"Type": "AWS::IAM::Role"},
                  "Pipe": {"Type": "AWS::Pipes::Pipe", "Properties": {"RoleArn": {"Fn::GetAtt": ["PipeRole", "Arn"]}}}
                }
                """))
        #expect(lines(topology) == ["Uploads -event?-> Worker", "Uploads -event?-> Work"])
        #expect(topology.folded["Admit"] == .edges(["Uploads>Worker"]))
    }

    @Test("A type that no row knows is a node with its type")
    func unknownTypes() throws {
        let topology = link(
            try stack(
                """
                {"Lake": {"Type": "AWS::Cloud9000::Lake"}, "Fill": {"Type": "Custom::Fill", "Properties": {"ServiceToken": "x"}}}
                """))
        #expect(topology.nodes.map(\.id) == ["Lake"])
        #expect(topology.nodes[0].kind == "resource")
        #expect(topology.nodes[0].type == "AWS::Cloud9000::Lake")
        #expect(topology.folded["Fill"] == .hidden)
    }

    @Test("A classic load balancer sends to the services and instances that it and they name")
    func classicBalancers() throws {
        let topology = link(
            try stack(
                """
                {
                  "Balancer": {"Type": "AWS::ElasticLoadBalancing::LoadBalancer", "Properties": {
                    "Instances": [{"Ref": "Machine"}],
                    "Listeners": [{"LoadBalancerPort": "80", "InstancePort": "8080", "Protocol": "HTTP"}]}},
                  "Machine": {"Type": "AWS::EC2::Instance"},
                  "Tasks": {"Type": "AWS::ECS::TaskDefinition"},
                  "Web": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "Tasks"},
                    "LoadBalancers": [{"LoadBalancerName": {"Ref": "Balancer"}, "ContainerName": "web", "ContainerPort": 80}]}}
                }
                """))
        #expect(
            lines(topology) == [
                "Balancer -call-> Machine (port 80)",
                "Balancer -call-> Web (port 80)",
                "external:client -call-> Balancer",
            ])
    }

    @Test("A cache before a table reads and writes it under a role of its own")
    func tableCaches() throws {
        let topology = link(
            try stack(
                """
                {
                  "Orders": {"Type": "AWS::DynamoDB::Table"},
                  "Cache": {"Type": "AWS::DAX::Cluster", "Properties": {"IAMRoleARN": {"Fn::GetAtt": ["CacheRole", "Arn"]}}},
                  "CacheRole": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": {
                    "Statement": [{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
                      "Resource": {"Fn::GetAtt": ["Orders", "Arn"]}}]}}]}},
                  "Read": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["ReadRole", "Arn"]}}},
                  "ReadRole": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": {
                    "Statement": [{"Effect": "Allow", "Action": "dax:GetItem",
                      "Resource": {"Fn::GetAtt": ["Cache", "Arn"]}}]}}]}}
                }
                """))
        #expect(
            lines(topology) == [
                "Cache -write-> Orders (read, write)",
                "Read -read-> Cache",
            ])
    }

    @Test("Code that was given a name looks it up in its zone and calls what the name leads to")
    func namesInTheEnvironment() throws {
        let topology = link(
            try stack(
                """
                {
                  "Names": {"Type": "AWS::ServiceDiscovery::PrivateDnsNamespace", "Properties": {"Name": "shop.internal", "Vpc": "vpc-1"}},
                  "QuotesName": {"Type": "AWS::ServiceDiscovery::Service", "Properties": {"Name": "quotes", "NamespaceId": {"Ref": "Names"}}},
                  "QuotesTask": {"Type": "AWS::ECS::TaskDefinition"},
                  "Quotes": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "QuotesTask"},
                    "ServiceRegistries": [{"RegistryArn": {"Fn::GetAtt": ["QuotesName", "Arn"]}}]}},
                  "ShopTask": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [{"Name": "shop", "Image": "i",
                    "Environment": [{"Name": "QUOTES", "Value": {"Fn::Sub": "http://${QuotesName.Name}.shop.internal"}}]}]}},
                  "Shop": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "ShopTask"}}}
                }
                """))
        #expect(
            lines(topology) == [
                "Names -resolve-> Quotes",
                "Shop -resolve?-> Names",
                "Shop -call?-> Quotes (by name)",
            ])
    }

    @Test("A pipeline fetches its source and calls its builds, not the roles it passes on; a build writes by its role")
    func pipelines() throws {
        let topology = link(
            try stack(
                """
                {
                  "Source": {"Type": "AWS::S3::Bucket"},
                  "Packages": {"Type": "AWS::S3::Bucket"},
                  "DeployRole": {"Type": "AWS::IAM::Role", "Properties": {}},
                  "Release": {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"Stages": [
                    {"Name": "Source", "Actions": [{"Name": "source", "ActionTypeId": {"Category": "Source", "Provider": "S3"},
                      "Configuration": {"S3Bucket": {"Ref": "Source"}, "S3ObjectKey": "a.zip"}}]},
                    {"Name": "Build", "Actions": [{"Name": "build", "ActionTypeId": {"Category": "Build", "Provider": "CodeBuild"},
                      "Configuration": {"ProjectName": {"Ref": "Build"}}}]},
                    {"Name": "Live", "Actions": [{"Name": "deploy", "ActionTypeId": {"Category": "Deploy", "Provider": "CloudFormation"},
                      "Configuration": {"StackName": "live", "RoleArn": {"Fn::GetAtt": ["DeployRole", "Arn"]}}}]}]}},
                  "Build": {"Type": "AWS::CodeBuild::Project", "Properties": {"ServiceRole": {"Fn::GetAtt": ["BuildRole", "Arn"]}}},
                  "BuildRole": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": {
                    "Statement": [{"Effect": "Allow", "Action": "s3:PutObject",
                      "Resource": {"Fn::Sub": "${Packages.Arn}/*"}}]}}]}}
                }
                """))
        #expect(
            lines(topology) == [
                "Release -read-> Source (source)",
                "Release -call-> Build (build)",
                "Build -write-> Packages",
            ])
    }

    @Test("A role that allows what a mapping needs to set failed batches aside makes no way from the function")
    func failureDestinations() throws {
        let topology = link(
            try stack(
                """
                {
                  "Orders": {"Type": "AWS::DynamoDB::Table", "Properties": {"StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}},
                  "GivenUp": {"Type": "AWS::SQS::Queue"},
                  "React": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}},
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": {
                    "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
                      "Resource": {"Fn::GetAtt": ["GivenUp", "Arn"]}}]}}]}},
                  "Changes": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "FunctionName": {"Ref": "React"}, "EventSourceArn": {"Fn::GetAtt": ["Orders", "StreamArn"]},
                    "DestinationConfig": {"OnFailure": {"Destination": {"Fn::GetAtt": ["GivenUp", "Arn"]}}}}}
                }
                """))
        #expect(
            lines(topology) == [
                "Orders -poll-> React",
                "Orders -deadLetter-> GivenUp (on failure)",
            ])
    }
}
