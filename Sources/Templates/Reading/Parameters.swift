import Values

/// Reads the declared parameters and gives each its value: the override, else the default, else one that fits.
struct ParameterReader {
    let overrides: [String: String]
    var problems: [Diagnostic] = []

    init(overrides: [String: String]) { self.overrides = overrides }

    /// All parameters in the order of the template.
    mutating func read(_ section: JSONObject, file: String) -> [Parameter] {
        let declared = section.keys
        for name in overrides.keys.sorted() where section[name] == nil {
            problems.append(
                Diagnostic(
                    at: SourcePosition(file: file),
                    found: "a value for parameter '\(name)', which the template does not declare",
                    expected: declared.isEmpty
                        ? "remove it" : "use one of \(declared.joined(separator: ", "))",
                    nearest: nearestName(to: name, among: declared)
                )
            )
        }
        return section.map { read($0) }
    }

    private mutating func read(_ member: JSONObject.Member) -> Parameter {
        let declaration = member.value
        let type = declaration["Type"]?.string ?? "String"
        if declaration["Type"]?.string == nil {
            problems.append(
                Diagnostic(
                    at: member.keyPosition,
                    found: "parameter '\(member.key)' without 'Type'",
                    expected: "write a type such as 'String'"
                )
            )
        }
        let given: JSONValue?
        if let text = overrides[member.key] {
            given = JSONValue(.string(text), at: member.keyPosition)
        } else {
            given = declaration["Default"]
        }
        let value = given.map { typed($0, as: type) }
        if let value, overrides[member.key] != nil { check(value, member) }
        return Parameter(
            name: member.key,
            type: type,
            value: value,
            allowed: (declaration["AllowedValues"]?.array ?? []).map { typed($0, as: type) },
            summary: declaration["Description"]?.string ?? "",
            position: member.keyPosition
        )
    }

    /// The value as `Ref` gives it: lists are split, parameters kept in Systems Manager stay opaque.
    private func typed(_ value: JSONValue, as type: String) -> JSONValue {
        if type.hasPrefix("AWS::SSM::Parameter::Value") {
            return JSONValue(.string("{{resolve:ssm:\(plainText(value) ?? "")}}"), at: value.position)
        }
        if type == "CommaDelimitedList" || type.hasPrefix("List<") {
            if value.array != nil { return value }
            let text = plainText(value) ?? ""
            let parts = text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
            return JSONValue(
                .array(parts.map { JSONValue(.string(trimmed($0)), at: value.position) }), at: value.position)
        }
        // CloudFormation knows numbers of parameters as text and turns them to what the property needs.
        if type == "Number", let text = value.string {
            if let whole = Int(text) { return JSONValue(.integer(whole), at: value.position) }
            if let number = Double(text), number.isFinite { return JSONValue(.double(number), at: value.position) }
            return value
        }
        if type == "String", let text = plainText(value) { return JSONValue(.string(text), at: value.position) }
        return value
    }

    private mutating func check(_ value: JSONValue, _ member: JSONObject.Member) {
        func fail(_ found: String, _ expected: String, nearest: String? = nil) {
            problems.append(Diagnostic(at: member.keyPosition, found: found, expected: expected, nearest: nearest))
        }
        let declaration = member.value
        func spelled(_ bound: String) -> String { declaration[bound].flatMap(plainText) ?? "" }
        let text = plainText(value) ?? value.compactText
        if let allowed = declaration["AllowedValues"]?.array {
            let names = allowed.map { plainText($0) ?? $0.compactText }
            let given = value.array?.map { plainText($0) ?? "" } ?? [text]
            for one in given where !names.contains(one) {
                fail(
                    "value '\(one)' of parameter '\(member.key)'",
                    "use one of \(names.joined(separator: ", "))",
                    nearest: nearestName(to: one, among: names)
                )
            }
        }
        if declaration["Type"]?.string == "Number" {
            guard let number = value.double else {
                fail("value '\(text)' of parameter '\(member.key)'", "give a number")
                return
            }
            if let least = bound(declaration["MinValue"]), number < least {
                fail("value \(text) of parameter '\(member.key)'", "give at least \(spelled("MinValue"))")
            }
            if let most = bound(declaration["MaxValue"]), number > most {
                fail("value \(text) of parameter '\(member.key)'", "give at most \(spelled("MaxValue"))")
            }
        }
        if let least = bound(declaration["MinLength"]), Double(text.unicodeScalars.count) < least {
            fail("value '\(text)' of parameter '\(member.key)'", "give at least \(spelled("MinLength")) characters")
        }
        if let most = bound(declaration["MaxLength"]), Double(text.unicodeScalars.count) > most {
            fail("value '\(text)' of parameter '\(member.key)'", "give at most \(spelled("MaxLength")) characters")
        }
    }

    private func bound(_ value: JSONValue?) -> Double? {
        guard let value else { return nil }
        return value.double ?? value.string.flatMap { Double($0) }
    }
}

/// The text of a string, number or boolean, as CloudFormation writes it into strings; nil for lists and objects.
func plainText(_ value: JSONValue) -> String? {
    switch value.content {
    case .string(let text): text
    case .integer(let number): String(number)
    case .double(let number): String(number)
    case .bool(let truth): truth ? "true" : "false"
    case .null, .array, .object: nil
    }
}

/// A text without the spaces and line ends around it.
func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
}
