import Documents
import Foundation
import Templates
import Testing
import Values

/// The folder of the templates that are expanded both ways.
private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Translated")

/// The Python that has the translator. Where one is given the tests run, so that one without the translator fails
/// instead of passing; `.ci/run` gives one, with the version of the translator that these templates are for.
private let givenPython = ProcessInfo.processInfo.environment["ARCHSCOPE_PYTHON"]

/// Runs Python; gives what it printed, nil where it failed.
private func output(of arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [givenPython ?? "python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
}

/// The folder of the templates to compare: ours, unless `ARCHSCOPE_TRANSLATED` names another.
private let samples = ProcessInfo.processInfo.environment["ARCHSCOPE_TRANSLATED"].map { URL(filePath: $0) } ?? folder
/// Those templates, by their names.
private let templates = ((try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

/// Where we differ on purpose: a template and the start of a path, and why.
private let justified: [(template: String, path: String, reason: String)] = [
    (
        "functions.yaml", "Bucket.Properties.Tags",
        "the translator also replaces the tags of a bucket that a function listens to; we keep what the template writes"
    ),
    (
        "http-apis.yaml", "Open.Properties.Body.paths.",
        "in a document of the template's own the translator writes the default route as '/$default', which is none"
    ),
    (
        "rest-apis.yaml", "Models.Properties.Body.paths./a.options.responses.200.headers.",
        "the translator wraps the headers of preflight answers in 'schema' twice where an API has models"
    ),
]

/// Types that the translator knows and nothing here expands: they stay one resource, with a warning.
private let unexpanded: Set<String> = [
    "AWS::Serverless::MicrovmImage", "AWS::Serverless::NetworkConnector", "AWS::Serverless::WebFunction",
]

@Suite("SAM expansion against the translator")
struct TranslatorTests {
    @Test func thereAreTemplatesToExpandBothWays() { #expect(templates.count >= 8) }

    /// Our expansion against that of the SAM translator: the same logical ids, types and properties.
    ///
    /// Ten hexadecimal digits at the end of an id are a hash of content, which the two write differently; tags, policies
    /// and single actions are compared without order; definitions of state machines are compared as values.
    @Test(.enabled(if: givenPython != nil), arguments: templates)
    func serverlessTemplatesExpandAsTheTranslatorDoes(name: String) throws {
        let path = samples.appending(path: name).path
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let ours = try readStack(text, file: name) { _ in nil }
        #expect(ours.diagnostics.isEmpty, "\(ours.diagnostics)")
        let translated = try #require(
            output(of: [folder.appending(path: "translate.py").path, path]), "the translator fails, or is missing")
        let theirs = try readStack(translated, file: name + ".json") { _ in nil }
        let left = try comparable(ours)
        let right = try comparable(theirs)
        #expect(left.keys.sorted() == right.keys.sorted())
        let excuses = justified.filter { $0.template == name }.map(\.path)
        var used: Set<String> = []
        for (id, value) in left.sorted(by: { $0.key < $1.key }) {
            let found = differences(value, right[id] ?? .null, at: id).filter { difference in
                guard let excuse = excuses.first(where: { difference.hasPrefix($0) }) else { return true }
                used.insert(excuse)
                return false
            }
            #expect(found == [])
        }
        #expect(used == Set(excuses), "a difference that is gone needs no excuse")
    }

    /// Every type, event, policy template and pair of connected types that the translator knows stands in a template.
    @Test(.enabled(if: givenPython != nil && samples == folder))
    func theTemplatesHoldAllThatTheTranslatorKnows() throws {
        let known = try readJSON(try #require(output(of: [folder.appending(path: "inventory.py").path])))
        var used: [String: Set<String>] = [:]
        for name in templates {
            let path = folder.appending(path: name).path
            let template = try readDocument(String(contentsOfFile: path, encoding: .utf8), file: name)
            collectUses(template, &used)
        }
        for part in known.object ?? JSONObject() {
            let names = (part.value.array?.compactMap(\.string) ?? []).filter { !unexpanded.contains($0) }
            #expect(!names.isEmpty, "the translator knows no \(part.key)")
            let missing = names.filter { used[part.key]?.contains($0) != true }
            #expect(missing == [], "\(part.key) in no template")
        }
    }

    @Test func aServerlessTypeWithoutExpansionStaysOneResource() {
        for type in unexpanded.sorted() {
            let text = "Transform: AWS::Serverless-2016-10-31\nResources: {It: {Type: \(type), Properties: {Name: n}}}"
            let reading = readingStack(text, file: "t.yaml") { _ in nil }
            #expect(reading.stack?.resources.map(\.type) == [type])
            #expect(
                reading.diagnostics.map(\.found) == ["type '\(type)', which has no expansion here"])
        }
    }
}

/// What a template uses of SAM, by the names of the inventory.
private func collectUses(_ template: JSONValue, _ used: inout [String: Set<String>]) {
    let resources = template["Resources"]?.object ?? JSONObject()
    func type(_ id: String?) -> String {
        let type = id.flatMap { resources[$0]?["Type"]?.string } ?? ""
        let plain = [
            "AWS::Serverless::Function": "AWS::Lambda::Function",
            "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
            "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
            "AWS::Serverless::Api": "AWS::ApiGateway::RestApi", "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
        ]
        return plain[type] ?? type
    }
    for resource in resources {
        let kind = resource.value["Type"]?.string ?? ""
        used["types", default: []].insert(kind)
        let properties = resource.value["Properties"]
        let isMachine = kind == "AWS::Serverless::StateMachine"
        for event in properties?["Events"]?.object ?? JSONObject() {
            used[isMachine ? "state machine events" : "function events", default: []]
                .insert(event.value["Type"]?.string ?? "")
        }
        for policy in properties?["Policies"]?.array ?? [] {
            for key in policy.object?.keys ?? [] { used["policy templates", default: []].insert(key) }
        }
        if kind == "AWS::Serverless::Connector" {
            for target in properties?["Destination"].map({ $0.array ?? [$0] }) ?? [] {
                let pair = type(properties?["Source"]?["Id"]?.string) + " > " + type(target["Id"]?.string)
                used["connectors", default: []].insert(pair)
            }
        }
    }
}

/// The resources by logical id, type and properties, in a form in which equal means the same.
private func comparable(_ stack: Stack) throws -> [String: JSONValue] {
    var result: [String: JSONValue] = [:]
    for resource in stack.resources {
        var properties = resource.properties.object ?? JSONObject()
        if resource.type == "AWS::StepFunctions::StateMachine" {
            properties["Definition"] = try resource.stateMachineDefinition()
            properties["DefinitionString"] = nil
            properties["DefinitionSubstitutions"] = nil
        }
        let id = withoutDigest(resource.logicalID)
        result[id] = ["Type": JSONValue(resource.type), "Properties": normalized(JSONValue(properties), key: "")]
    }
    return result
}

private func withoutDigest(_ text: String) -> String {
    text.replacing(/(Deployment|Version|Layer)[0-9a-f]{10}\b/) { "\($0.1)#" }
        .replacing(/deployment id: [0-9a-f]+/, with: "deployment id")
}

private func normalized(_ value: JSONValue, key: String) -> JSONValue {
    switch value.content {
    case .string(let text): return JSONValue(withoutDigest(text))
    case .array(let elements):
        let all = elements.map { normalized($0, key: key) }
        if key == "Action", all.count == 1 { return all[0] }
        let isSet = ["Tags", "tags", "ManagedPolicyArns", "Policies"].contains(key)
        return JSONValue(isSet ? all.sorted { sortKey($0) < sortKey($1) } : all)
    case .object(let object):
        return JSONValue(
            JSONObject(object.map { .init(key: $0.key, value: normalized($0.value, key: $0.key)) })
        )
    default: return value
    }
}

private func sortKey(_ value: JSONValue) -> String {
    (value["PolicyName"] ?? value["Key"] ?? value["name"] ?? value).compactText
}

private func differences(_ left: JSONValue, _ right: JSONValue, at path: String) -> [String] {
    if let one = left.object, let other = right.object {
        let keys = Set(one.keys).union(other.keys).sorted()
        return keys.flatMap { differences(one[$0] ?? "(nothing)", other[$0] ?? "(nothing)", at: path + "." + $0) }
    }
    if let one = left.array, let other = right.array, one.count == other.count {
        return zip(one, other).enumerated().flatMap { differences($1.0, $1.1, at: path + "[\($0)]") }
    }
    if let one = left.double, let other = right.double, one == other { return [] }
    return left == right ? [] : ["\(path): \(left.compactText) but the translator \(right.compactText)"]
}
