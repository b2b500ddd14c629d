import Foundation
import Templates
import Testing
import Values

@testable import Services

extension PropertyRow {
    /// Every property whose value changes what is seen.
    static let all =
        ofQueues + ofTopics + ofSubscriptions + ofBuses + ofRules + ofArchives + ofSchedules + ofDestinations
        + ofFunctions
        + ofInvokeConfigs + ofVersions + ofAliases + ofURLs + ofMappings + ofTables + ofStreams + ofBuckets + ofPipes
        + ofHTTPStages + ofDeployments

    /// Properties that change nothing which could be seen, and why: a template may set them, and nothing is left out.
    static let silent: [String: [String: String]] = [
        "AWS::SQS::Queue": ["SqsManagedSseEnabled": "encryption"],
        "AWS::Events::Rule": ["Name": "a name that nothing refers to", "RoleArn": "the role of targets is their own"],
        "AWS::Events::Archive": ["ArchiveName": "a name that nothing refers to"],
        "AWS::Events::ApiDestination": [
            "Name": "a name that nothing refers to", "ConnectionArn": "how the partner knows the caller",
            "HttpMethod": "the partner answers any method",
        ],
        "AWS::Scheduler::Schedule": [
            "Name": "a name that nothing refers to", "GroupName": "a name that nothing refers to",
            "ScheduleExpressionTimezone": "times are read as UTC, and a finding says so where they are not",
        ],
        "AWS::Lambda::Function": [
            "Code": "the flow's behaviour stands for the code", "Handler": "the flow's behaviour stands for the code",
            "Runtime": "the flow's behaviour stands for the code",
            "Environment": "who is called is read of it by the topology",
            "Architectures": "the flow says how long work takes", "LoggingConfig": "logs",
            "PackageType": "the flow's behaviour stands for the code",
            "Layers": "the flow's behaviour stands for the code",
        ],
        "AWS::Lambda::EventSourceMapping": [
            "StartingPosition": "a run's stream is empty when the mapping begins, at either end",
            "StartingPositionTimestamp": "it lies before the run, whose stream is empty when the mapping begins",
        ],
        "AWS::Lambda::Version": ["CodeSha256": "the flow's behaviour stands for the code"],
        "AWS::Lambda::Url": ["AuthType": "requests of a flow count as signed by the account"],
        "AWS::DynamoDB::Table": [
            "AttributeDefinitions": "types of keys, which CloudFormation checks", "SSESpecification": "encryption",
            "PointInTimeRecoverySpecification": "backups", "DeletionProtectionEnabled": "the stack is not deleted",
        ],
        "AWS::S3::Bucket": [
            "BucketEncryption": "encryption", "PublicAccessBlockConfiguration": "callers are of the account",
            "OwnershipControls": "callers are of the account",
        ],
        "AWS::Pipes::Pipe": ["Name": "a name that nothing refers to"],
    ]

    /// The types of API Gateway: their properties say together what a route is, and are tested so.
    static func isOfAPIs(_ type: String) -> Bool { type.hasPrefix("AWS::ApiGateway") }
}

/// Changing a modelled property changes what is seen, as the row of the conformance table says.
@Suite("Modelled properties") struct PropertyEffectTests {
    private var types: [String] { ServiceTable.rows.map(\.type) + ServiceTable.plumbing.keys.sorted() }

    @Test func everyModelledPropertyIsChangedOrSaysWhyItChangesNothing() {
        var listed: [String: Set<String>] = PropertyRow.silent.mapValues { Set($0.keys) }
        for row in PropertyRow.all {
            #expect(listed[row.type]?.contains(row.property) != true, "\(row) stands twice")
            listed[row.type, default: []].insert(row.property)
        }
        for type in Set(types) {
            defer { listed[type] = nil }
            if PropertyRow.isOfAPIs(type) { continue }
            let modelled = Set(EmulatedServices.modelledProperties(of: type))
            let missing = modelled.subtracting(listed[type] ?? []).sorted()
            #expect(missing == [], "\(type): no test changes it")
            let unknown = (listed[type] ?? []).subtracting(modelled).sorted()
            #expect(unknown == [], "\(type): not modelled")
        }
        #expect(listed.isEmpty, "\(listed.keys.sorted()): types that are not modelled")
    }

    /// A property of API Gateway is set to different values by a test of its folder, or of stages.
    @Test func everyModelledPropertyOfAPIsStandsInATest() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let texts = try [
            "APIGateway/APIGatewayConformanceTests.swift", "Properties/APIProperties.swift", "StageTests.swift",
        ].map {
            try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
        for type in Set(types) where PropertyRow.isOfAPIs(type) {
            for property in EmulatedServices.modelledProperties(of: type) where !Self.ofAPIsSilent.contains(property) {
                #expect(texts.contains { $0.contains("\(property):") }, "\(type) \(property) stands in no test")
            }
        }
    }

    /// Properties of API Gateway that change nothing which could be seen.
    private static let ofAPIsSilent: Set<String> = [
        "Name", "OperationName", "FailOnWarnings", "EndpointConfiguration", "DisableExecuteApiEndpoint", "AutoDeploy",
        "MethodResponses", "ConnectionType", "IntegrationMethod", "ContentType", "Parameters", "DeploymentId",
    ]

    @Test(arguments: PropertyRow.all) func changingItChangesWhatIsSeenAsItsRowSays(_ row: PropertyRow) throws {
        let rows = Conformance.services.flatMap(\.modelled).map(\.id)
        #expect(row.predictedBy == "names" || rows.contains(row.predictedBy), "no row \(row.predictedBy)")
        #expect(row.expected[0] != row.expected[1])
        #expect(try changed(row) == row.together.union([row.property]), "other properties change, too")
        for place in 0...1 {
            #expect(try row.seen(row.lab(place)) == row.expected[place], "with '\(row.values[place])'")
        }
    }

    /// The properties of the row's type that differ between its two templates.
    private func changed(_ row: PropertyRow) throws -> Set<String> {
        func resources(_ place: Int) throws -> [Resource] {
            try readStack(
                "Transform: AWS::Serverless-2016-10-31\n" + row.text(place), file: "template.yaml", parameters: [:],
                loadFile: { _ in nil }
            ).resources.filter { $0.type == row.type }
        }
        var changed: Set<String> = []
        for (left, right) in zip(try resources(0), try resources(1)) {
            for key in Set((left.properties.object?.keys ?? []) + (right.properties.object?.keys ?? []))
            where left.properties[key] != right.properties[key] { changed.insert(key) }
            // Versions of a function all have the number 1 before deployment: what is named tells them apart.
            for (one, other) in zip(left.references, right.references) where one.target != other.target {
                changed.formUnion(one.path.prefix(1))
            }
        }
        return changed
    }
}
