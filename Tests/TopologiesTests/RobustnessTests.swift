import Templates
import Testing
import Topologies
import Values

@Suite("Robustness")
struct RobustnessTests {
    @Test("Whatever the properties hold, every resource has its place and every edge two ends")
    func mutatedStacks() throws {
        var random = Generator(state: 20_261_123)
        let originals = try [QueueTests.buffered, FanOutTests.topic, everything].map { try stack($0) }
        for round in 0..<300 {
            var mutated = originals[round % originals.count]
            for _ in 0...random.next(3) {
                let place = random.next(mutated.resources.count)
                mutated.resources[place].properties = mutate(mutated.resources[place].properties, &random)
                if random.next(6) == 0 { mutated.resources[place].type = types[random.next(types.count)] }
            }
            let bound = Set(mutated.resources.map(\.logicalID).filter { _ in random.next(5) == 0 })
            check(link(mutated, boundTo: bound), mutated, seed: round)
        }
    }

    func check(_ topology: Topology, _ stack: Stack, seed: Int) {
        let nodes = Set(topology.nodes.map(\.id))
        let groups = Set(topology.groups.map(\.id))
        let edges = Set(topology.edges.map(\.id))
        #expect(nodes.count == topology.nodes.count, "seed \(seed): node ids repeat")
        #expect(edges.count == topology.edges.count, "seed \(seed): edge ids repeat")
        #expect(
            topology.edges.allSatisfy { nodes.contains($0.from) && nodes.contains($0.to) },
            "seed \(seed): an edge has no end")
        #expect(
            topology.nodes.allSatisfy { $0.group.map(groups.contains) ?? true }, "seed \(seed): a group is missing")
        for resource in stack.resources {
            let isDrawn = nodes.contains(resource.logicalID) || groups.contains(resource.logicalID)
            #expect(isDrawn != (topology.folded[resource.logicalID] != nil), "seed \(seed): \(resource.logicalID)")
        }
        _ = topology.edgeIndex()
        _ = topology.json
    }

    @Test("Linking the same stack twice gives the same topology, byte for byte")
    func deterministic() throws {
        let first = link(try stack(everything)).json.compactText
        let second = link(try stack(everything)).json.compactText
        #expect(first == second)
    }

    @Test("A chain of plumbing that refers to itself ends")
    func circles() throws {
        let topology = link(
            Stack(
                file: "x",
                resources: [
                    Resource(
                        logicalID: "A", type: "AWS::Lambda::Alias", properties: ["FunctionName": "B"],
                        references: [Reference(path: ["FunctionName"], target: "B")]),
                    Resource(
                        logicalID: "B", type: "AWS::Lambda::Version", properties: ["FunctionName": "A"],
                        references: [Reference(path: ["FunctionName"], target: "A")]),
                ]))
        #expect(topology.folded == ["A": .hidden, "B": .hidden])
    }
}

/// A linear congruential generator (Knuth's MMIX constants): seeded, so that a failure repeats.
struct Generator {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}

private let junk: [JSONValue] = [
    .null, true, 7, "", "*", "arn:aws:sqs:us-east-1:123456789012:Orders", "arn:", "${Orders}", ["x"], [:],
    ["a": ["b": [1, "arn:aws:lambda:us-east-1:123456789012:function:Worker"]]], "https://", "integrations/Orders",
]

/// The value with one part replaced by something else.
private func mutate(_ value: JSONValue, _ random: inout Generator) -> JSONValue {
    if random.next(8) == 0 { return junk[random.next(junk.count)] }
    if let object = value.object, !object.isEmpty {
        var changed = object
        let member = object.members[random.next(object.count)]
        changed[member.key] = random.next(10) == 0 ? nil : mutate(member.value, &random)
        return JSONValue(changed)
    }
    if var elements = value.array, !elements.isEmpty {
        let place = random.next(elements.count)
        elements[place] = mutate(elements[place], &random)
        return JSONValue(elements)
    }
    return junk[random.next(junk.count)]
}

private let types = [
    "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping", "AWS::Events::Rule", "AWS::EC2::VPC",
    "AWS::ApiGateway::Method", "AWS::StepFunctions::StateMachine", "AWS::IAM::Role", "AWS::CloudFront::Distribution",
    "AWS::AppSync::DataSource", "Custom::Thing", "AWS::ECS::Cluster", "AWS::EC2::Subnet", "AWS::Unknown::Type",
]

private let everything = """
    {
      "Vpc": {"Type": "AWS::EC2::VPC"},
      "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}}},
      "Api": {"Type": "AWS::ApiGateway::RestApi"},
      "Route": {"Type": "AWS::ApiGateway::Resource", "Properties": {
        "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}, "PathPart": "orders"}},
      "Post": {"Type": "AWS::ApiGateway::Method", "Properties": {
        "RestApiId": {"Ref": "Api"}, "ResourceId": {"Ref": "Route"}, "HttpMethod": "POST", "Integration": {"Type": "AWS_PROXY",
          "Uri": {"Fn::Sub": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations"}}}},
      "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "VpcConfig": {"SubnetIds": [{"Ref": "Subnet"}]}, "Environment": {"Variables": {"BUS": {"Ref": "Bus"}}}}},
      "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": [
        {"Effect": "Allow", "Action": ["dynamodb:*"], "Resource": [{"Fn::GetAtt": ["Table", "Arn"]}]}]}}]}},
      "Table": {"Type": "AWS::DynamoDB::Table"},
      "Bus": {"Type": "AWS::Events::EventBus"},
      "Rule": {"Type": "AWS::Events::Rule", "Properties": {"EventBusName": {"Ref": "Bus"}, "EventPattern": {"source": ["a"]},
        "Targets": [{"Id": "t", "Arn": {"Fn::GetAtt": ["Queue", "Arn"]}}, {"Id": "f", "Arn": {"Ref": "Flow"}}]}},
      "Queue": {"Type": "AWS::SQS::Queue"},
      "Flow": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"Definition": {"StartAt": "A", "States": {
        "A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": {"Ref": "Queue"}}, "End": true}}}}},
      "Cdn": {"Type": "AWS::CloudFront::Distribution", "Properties": {"DistributionConfig": {
        "Origins": [{"Id": "a", "DomainName": {"Fn::Sub": "${Api}.execute-api.us-east-1.amazonaws.com"}}]}}},
      "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["Queue", "QueueName"]}}]}}
    }
    """
