import Values

/// References of mapping templates: `$name`, `${name}`, `$!name`, with properties, indices and calls after them.
extension MappingTemplateParser {
    typealias Reference = MappingTemplate.Reference
    typealias Root = MappingTemplate.Root

    /// Passes a reference; nil, and nothing passed, where the sign is text.
    mutating func reference() throws(TextFlaw) -> Reference? {
        let start = cursor.index
        guard cursor.take("$") else { return nil }
        let isQuiet = cursor.take("!")
        let isBraced = cursor.take("{")
        guard let first = cursor.next, first.properties.isAlphabetic || first == "_" else {
            cursor.index = start
            return nil
        }
        let name = identifier()
        let root = try root(name, at: start)
        var steps: [MappingTemplate.Step] = []
        while let step = try step(after: root, isFirst: steps.isEmpty) { steps.append(step) }
        if isBraced, !cursor.take("}") { throw TextFlaw(cursor, "\(cursor.here)", "expected '}'") }
        return Reference(root: root, steps: steps, isQuiet: isQuiet, source: cursor.text(from: start))
    }

    private mutating func identifier() -> String {
        cursor.take { $0 == "_" || $0 == "-" || $0.isDigit || ($0.value < 0x80 && $0.properties.isAlphabetic) }
    }

    private mutating func root(_ name: String, at start: Int) throws(TextFlaw) -> Root {
        switch name {
        case "input": return try input(at: start)
        case "util": return try utility(at: start)
        case "context": return .context
        case "stageVariables": return .stageVariables
        default: return .variable(name)
        }
    }

    private mutating func member(of object: String, at start: Int, among names: [String]) throws(TextFlaw) -> String {
        guard cursor.take(".") else {
            throw TextFlaw(
                offset: start, "$\(object) by itself", "expected one of its members: \(names.joined(separator: ", "))")
        }
        let place = cursor.index
        let name = identifier()
        guard names.contains(name) else {
            throw TextFlaw(
                offset: place, "$\(object).\(name)", "expected one of \(names.joined(separator: ", "))",
                nearest: nearestName(to: name, among: names))
        }
        return name
    }

    private mutating func input(at start: Int) throws(TextFlaw) -> Root {
        let name = try member(of: "input", at: start, among: ["body", "json", "path", "params"])
        if name == "body" { return .body }
        let place = cursor.index
        let arguments = try arguments()
        switch (name, arguments?.count) {
        case ("params", 0): return .parameters
        case ("params", 1): return .parameter(arguments?[0] ?? .literal(.null))
        case (_, 1):
            let path = try pathArgument(arguments?[0] ?? .literal(.null), at: place)
            return name == "json" ? .json(path) : .path(path)
        default: throw TextFlaw(offset: place, "$input.\(name) with \(arguments?.count ?? 0) arguments", "expected 1")
        }
    }

    private func pathArgument(
        _ expression: Expression, at place: Int
    ) throws(TextFlaw) -> MappingTemplate.PathArgument {
        guard case .literal(let value) = expression else { return .computed(expression) }
        guard let text = value.string else {
            throw TextFlaw(
                offset: place, "\(value.kindName) as a path", "expected a JSONPath in quotes, such as '$.id'")
        }
        do throws(TextFlaw) {
            var parser = JSONPathParser(TextCursor(MappingRenderer.rooted(text)))
            return .compiled(try parser.parseWhole(text))
        } catch {
            throw TextFlaw(
                offset: place, "\(error.found) in the path '\(text)'", error.expected, nearest: error.nearest)
        }
    }

    private mutating func utility(at start: Int) throws(TextFlaw) -> Root {
        let names = MappingTemplate.Utility.allCases.map(\.rawValue)
        let name = try member(of: "util", at: start, among: names)
        let place = cursor.index
        let arguments = try arguments() ?? []
        guard let utility = MappingTemplate.Utility(rawValue: name), arguments.count == 1 else {
            throw TextFlaw(offset: place, "$util.\(name) with \(arguments.count) arguments", "expected 1")
        }
        return .utility(utility, arguments[0])
    }

    private mutating func step(after root: Root, isFirst: Bool) throws(TextFlaw) -> MappingTemplate.Step? {
        if cursor.next == "[" {
            // A list index; a bracket after a bare variable in text, as in JSON, would be one too: that is Velocity's rule.
            let place = cursor.index
            cursor.index += 1
            let index = try expression()
            cursor.skipSpace()
            guard cursor.take("]") else { throw TextFlaw(offset: place, "an index that does not end", "expected ']'") }
            return .index(index)
        }
        guard cursor.next == ".", let after = cursor.peek(1), after.properties.isAlphabetic || after == "_" else {
            return nil
        }
        cursor.index += 1
        let place = cursor.index
        let name = identifier()
        guard cursor.next == "(" else { return .property(name) }
        guard let method = MappingMethod(rawValue: name) else {
            throw TextFlaw(
                offset: place, "the unknown method '\(name)'", "expected a method of texts, lists or maps",
                nearest: nearestName(to: name, among: MappingMethod.allCases.map(\.rawValue)))
        }
        let arguments = try arguments() ?? []
        guard method.argumentCount.contains(arguments.count) else {
            throw TextFlaw(
                offset: place, "\(name) with \(arguments.count) arguments",
                "expected \(method.argumentCount.lowerBound)")
        }
        if method.takesPattern {
            guard case .literal(let value) = arguments[0], let pattern = value.string,
                MappingMethod.plainText(ofPattern: pattern) != nil
            else {
                throw TextFlaw(
                    offset: place, "a regular expression for '\(name)'",
                    "only plain text with escaped characters is supported")
            }
        }
        if method.isMutating {
            guard case .variable = root, isFirst else {
                throw TextFlaw(offset: place, "'\(name)' on a value within another", "expected it on a variable itself")
            }
        }
        return .call(method, arguments)
    }

    private mutating func arguments() throws(TextFlaw) -> [Expression]? {
        guard cursor.take("(") else { return nil }
        cursor.skipSpace()
        if cursor.take(")") { return [] }
        var arguments = [try expression()]
        cursor.skipSpace()
        while cursor.take(",") {
            arguments.append(try expression())
            cursor.skipSpace()
        }
        guard cursor.take(")") else { throw TextFlaw(cursor, "\(cursor.here)", "expected ',' or ')'") }
        return arguments
    }
}
