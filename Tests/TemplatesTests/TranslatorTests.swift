import Foundation
import Templates
import Testing
import Values

/// The folder of the templates that are expanded both ways.
private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Translated")

/// The Python that has the translator: `ARCHSCOPE_PYTHON`, else `python3`.
private let python = ProcessInfo.processInfo.environment["ARCHSCOPE_PYTHON"] ?? "python3"

/// Runs Python; gives what it printed, nil where it failed.
private func output(of arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
}

private let hasTranslator = output(of: ["-c", "import samtranslator"]) != nil

/// Our expansion against that of the SAM translator: the same logical ids, types and properties.
///
/// Ten hexadecimal digits at the end of an id are a hash of content, which the two write differently; tags, policies
/// and single actions are compared without order; definitions of state machines are compared as values.
@Test(.enabled(if: hasTranslator), arguments: ["events", "apis", "connectors", "sockets-and-graphs"])
func serverlessTemplatesExpandAsTheTranslatorDoes(name: String) throws {
    let path = folder.appending(path: name + ".yaml").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let ours = try readStack(text, file: name + ".yaml") { _ in nil }
    #expect(ours.diagnostics.isEmpty, "\(ours.diagnostics)")
    let translated = try #require(output(of: [folder.appending(path: "translate.py").path, path]))
    let theirs = try readStack(translated, file: name + ".json") { _ in nil }
    let left = try comparable(ours)
    let right = try comparable(theirs)
    #expect(left.keys.sorted() == right.keys.sorted())
    for (id, value) in left.sorted(by: { $0.key < $1.key }) {
        #expect(differences(value, right[id] ?? .null, at: id) == [])
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
