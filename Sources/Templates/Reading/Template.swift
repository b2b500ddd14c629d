import Values

/// A template as it is written: its sections, with intrinsic functions not yet resolved.
struct Template {
    var file: String
    var summary = ""
    var usesServerlessTransform = false
    var parameters = JSONObject()
    var mappings = JSONObject()
    var conditions = JSONObject()
    var globals = JSONObject()
    /// The resources as written, with loops and includes among them; `readResources` reads them one by one.
    var resourceSection = JSONObject()
    var resources: [TemplateResource] = []
    var outputs = JSONObject()
}

/// A resource as it is written, or as a serverless resource expands to.
struct TemplateResource {
    var logicalID: String
    var type: String
    var properties: JSONObject
    /// The name of the condition under which it exists.
    var condition: String?
    var dependsOn: [String] = []
    /// Attributes beside the properties that expansion reads or passes on: `Metadata`, `Connectors`, `DeletionPolicy`.
    var attributes = JSONObject()
    /// Where the logical id stands.
    var position: SourcePosition
    var expandedFrom: String?
    var expandedFromType: String?
}

/// The names a template may have at its top.
private let sectionNames = [
    "AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules", "Mappings", "Conditions", "Transform",
    "Globals", "Resources", "Outputs", "Hooks",
]

/// The attributes a resource may have.
private let resourceAttributeNames = [
    "Type", "Properties", "Condition", "DependsOn", "Metadata", "CreationPolicy", "UpdatePolicy", "DeletionPolicy",
    "UpdateReplacePolicy", "Connectors", "IgnoreGlobals", "Description", "Version",
]

extension Template {
    /// Takes a document apart into sections, noting every name that no template has.
    init(_ document: JSONValue, file: String, problems: inout [Diagnostic]) {
        self.file = file
        guard let root = document.object else {
            problems.append(
                Diagnostic(
                    at: document.position,
                    found: "\(document.kindName) where a template belongs",
                    expected: "write an object with 'Resources'"
                )
            )
            return
        }
        if let foreign = foreignFileProblem(root, at: document.position) {
            problems.append(foreign)
            return
        }
        for member in root where !sectionNames.contains(member.key) {
            problems.append(
                Diagnostic(
                    .warning,
                    at: member.keyPosition,
                    found: "unknown section '\(member.key)'",
                    expected: "use one of \(sectionNames.joined(separator: ", "))",
                    nearest: nearestName(to: member.key, among: sectionNames)
                )
            )
        }
        summary = root["Description"]?.string ?? ""
        usesServerlessTransform = (root["Transform"].map { $0.array ?? [$0] } ?? []).contains {
            $0.string?.hasPrefix("AWS::Serverless-") ?? false
        }
        parameters = section("Parameters", of: root, problems: &problems)
        mappings = section("Mappings", of: root, problems: &problems)
        conditions = section("Conditions", of: root, problems: &problems)
        globals = section("Globals", of: root, problems: &problems)
        outputs = section("Outputs", of: root, problems: &problems)
        if root["Resources"] == nil {
            problems.append(
                Diagnostic(
                    at: document.position,
                    found: "a template without 'Resources'",
                    expected: "declare at least one resource under 'Resources'"
                )
            )
        }
        resourceSection = section("Resources", of: root, problems: &problems)
    }

    /// Reads each resource of the section, without those that are none.
    mutating func readResources(problems: inout [Diagnostic]) {
        for member in resourceSection {
            if let resource = TemplateResource(member, problems: &problems) { resources.append(resource) }
        }
    }

    private func section(_ name: String, of root: JSONObject, problems: inout [Diagnostic]) -> JSONObject {
        guard let value = root[name], !value.isNull else { return JSONObject() }
        if let object = value.object { return object }
        problems.append(
            Diagnostic(
                at: value.position,
                found: "\(value.kindName) as '\(name)'",
                expected: "write an object of names"
            )
        )
        return JSONObject()
    }
}

extension TemplateResource {
    fileprivate init?(_ member: JSONObject.Member, problems: inout [Diagnostic]) {
        func problem(
            _ severity: Diagnostic.Severity = .error, at place: SourcePosition, _ found: String, _ hint: String
        ) {
            problems.append(Diagnostic(severity, at: place, found: found, expected: hint))
        }
        guard let body = member.value.object else {
            problem(
                at: member.keyPosition,
                "\(member.value.kindName) as resource '\(member.key)'",
                "write an object with 'Type' and 'Properties'"
            )
            return nil
        }
        guard let type = body["Type"]?.string, !type.isEmpty else {
            problem(
                at: body["Type"]?.position ?? member.keyPosition,
                body["Type"].map { "\($0.kindName) as the type of '\(member.key)'" }
                    ?? "resource '\(member.key)' without 'Type'",
                "give it a type such as 'AWS::SQS::Queue'"
            )
            return nil
        }
        for attribute in body where !resourceAttributeNames.contains(attribute.key) {
            problems.append(
                Diagnostic(
                    at: attribute.keyPosition,
                    found: "unknown attribute '\(attribute.key)' of resource '\(member.key)'",
                    expected: "put properties under 'Properties'",
                    nearest: nearestName(to: attribute.key, among: resourceAttributeNames)
                )
            )
        }
        self.init(logicalID: member.key, type: type, properties: JSONObject(), position: member.keyPosition)
        if let value = body["Properties"], !value.isNull {
            if let object = value.object {
                properties = object
            } else {
                problem(at: value.position, "\(value.kindName) as 'Properties'", "write an object of properties")
            }
        }
        if let value = body["Condition"] {
            condition = value.string
            if condition == nil {
                problem(at: value.position, "\(value.kindName) as 'Condition'", "give the name of a condition")
            }
        }
        for value in body["DependsOn"].map({ $0.array ?? [$0] }) ?? [] {
            if let name = value.string {
                dependsOn.append(name)
            } else {
                problem(at: value.position, "\(value.kindName) in 'DependsOn'", "give the logical id of a resource")
            }
        }
        let apart: Set<String> = ["Type", "Properties", "Condition", "DependsOn"]
        attributes = JSONObject(body.filter { !apart.contains($0.key) })
    }
}
