import Values

/// One combination of a pattern's `$or` alternatives: a set of keys that must all match.
///
/// The keys are kept twice: as a tree that is walked beside the event, which makes keys under one list agree on one
/// element of it by construction, and as a flat list for the questions that concern one key alone.
struct PatternBranch: Sendable, Hashable {
    /// One key of the pattern: its path, and the tests of which one must accept a value.
    struct Field: Sendable, Hashable {
        let path: [String]
        let tests: [ValueTest]
        /// Its place among the keys that accept absence; nil when it needs a value.
        var absence: Int?

        var name: String { path.joined(separator: ".") }
        func accepts(_ value: JSONValue) -> Bool {
            for test in tests where test.accepts(value) { return true }
            return false
        }
    }

    /// A level of the tree: the field that ends here, if any, and the levels below.
    struct Node: Sendable, Hashable {
        let key: String
        /// How many keys lead here.
        let depth: Int
        /// The field whose path ends here.
        var field: Int?
        var children: [Node] = []
        /// The fields at and below this level; consecutive, since fields are sorted by path.
        var fields: Range<Int>
        /// Whether a field at or below needs a value in any event.
        var needsValue: Bool
    }

    let fields: [Field]
    private let root: Node
    private let absences: [Int]

    init(fields unsorted: [(path: [String], tests: [ValueTest])]) {
        var fields = unsorted.map { Field(path: $0.path, tests: $0.tests) }
        fields.sort { $0.path.lexicographicallyPrecedes($1.path) }
        var absences: [Int] = []
        for index in fields.indices where fields[index].tests.contains(.absent) {
            fields[index].absence = absences.count
            absences.append(index)
        }
        self.fields = fields
        self.absences = absences
        root = Self.node(key: "", depth: 0, range: fields.indices, in: fields)
    }

    private static func node(key: String, depth: Int, range: Range<Int>, in fields: [Field]) -> Node {
        var node = Node(
            key: key, depth: depth, fields: range, needsValue: fields[range].contains { $0.absence == nil })
        var start = range.lowerBound
        if start < range.upperBound, fields[start].path.count == depth {
            node.field = start
            start += 1
        }
        while start < range.upperBound {
            let step = fields[start].path[depth]
            var end = start + 1
            while end < range.upperBound, fields[end].path[depth] == step { end += 1 }
            node.children.append(self.node(key: step, depth: depth + 1, range: start..<end, in: fields))
            start = end
        }
        return node
    }

    // MARK: - Matching

    func matches(_ event: JSONValue) -> Bool {
        guard case .object = event.content else { return false }
        if absences.isEmpty { return fits(root, event, needsField: false, absent: []) }
        let absent = absences.map { !anyValue(fields[$0].path, from: 0, in: event) { _ in true } }
        return fits(root, event, needsField: false, absent: absent)
    }

    /// Whether something at or below the level still has to be found in the event.
    private func isNeeded(_ node: Node, absent: [Bool]) -> Bool {
        if node.needsValue { return true }
        for field in node.fields { if let absence = fields[field].absence, !absent[absence] { return true } }
        return false
    }

    private func needsField(_ node: Node, absent: [Bool]) -> Bool {
        guard let field = node.field else { return false }
        guard let absence = fields[field].absence else { return true }
        return !absent[absence]
    }

    /// Whether the value satisfies the fields at (where `needsField`) and below a level.
    private func fits(_ node: Node, _ value: JSONValue, needsField: Bool, absent: [Bool]) -> Bool {
        switch value.content {
        case .array(let elements):
            var needsField = needsField
            if needsField, let field = node.field {
                for element in elements where element.isLeaf && fields[field].accepts(element) {
                    needsField = false
                    break
                }
            }
            if !needsField, !node.children.contains(where: { isNeeded($0, absent: absent) }) { return true }
            for element in elements where !element.isLeaf {
                if fits(node, element, needsField: needsField, absent: absent) { return true }
            }
            return false
        case .object(let object):
            if needsField { return false }
            for child in node.children where isNeeded(child, absent: absent) {
                if !fitsMember(child, of: object, absent: absent) { return false }
            }
            return true
        default:
            if needsField, let field = node.field, !fields[field].accepts(value) { return false }
            return !node.children.contains { isNeeded($0, absent: absent) }
        }
    }

    private func fitsMember(_ node: Node, of object: JSONObject, absent: [Bool]) -> Bool {
        if let value = object[node.key],
            fits(node, value, needsField: needsField(node, absent: absent), absent: absent)
        {
            return true
        }
        guard !node.children.isEmpty, object.hasDottedKey else { return false }
        // Keys with dots put values of one branch of the tree in several places of the event; aws/event-ruler's README
        // calls the outcome unreliable. Each key is then looked for by itself.
        for field in node.fields where fields[field].absence.map({ !absent[$0] }) ?? true {
            let found = anyValue(fields[field].path, from: node.depth - 1, in: JSONValue(object)) {
                fields[field].accepts($0)
            }
            if !found { return false }
        }
        return true
    }

    /// Whether one of the values at a path, taken alone, passes.
    private func anyValue(
        _ path: [String], from step: Int, in value: JSONValue, _ accepts: (JSONValue) -> Bool
    ) -> Bool {
        switch value.content {
        case .array(let elements):
            for element in elements where anyValue(path, from: step, in: element, accepts) { return true }
            return false
        case .object(let object):
            guard step < path.count else { return false }
            if let member = object[path[step]], anyValue(path, from: step + 1, in: member, accepts) { return true }
            guard step + 1 < path.count, object.hasDottedKey else { return false }
            var joined = path[step]
            for next in (step + 1)..<path.count {
                joined += "." + path[next]
                if let member = object[joined], anyValue(path, from: next + 1, in: member, accepts) { return true }
            }
            return false
        default:
            return step == path.count && accepts(value)
        }
    }

    // MARK: - Explaining

    /// The fields that fail, none when the event matches.
    func failures(_ event: JSONValue) -> [MatchExplanation.Reason] {
        guard case .object = event.content else {
            return [MatchExplanation.Reason(key: "the event", found: event.kindName, wanted: "an object")]
        }
        if matches(event) { return [] }
        var reasons: [MatchExplanation.Reason] = []
        for field in fields {
            var found: [String] = []
            var passes = false
            _ = anyValue(field.path, from: 0, in: event) { value in
                passes = passes || field.accepts(value)
                if found.count < 4 { found.append(value.shortText) }
                return false
            }
            if passes || (found.isEmpty && field.absence != nil) { continue }
            if found.count == 4 { found[3] = "and more" }
            let text = found.isEmpty ? "missing" : found.joined(separator: ", ")
            reasons.append(MatchExplanation.Reason(key: field.name, found: text, wanted: ValueTest.words(field.tests)))
        }
        if !reasons.isEmpty { return reasons }
        let names = fields.map(\.name).joined(separator: ", ")
        return [
            MatchExplanation.Reason(
                key: names, found: "matched by different elements of a list", wanted: "all in the same element")
        ]
    }
}

extension JSONValue {
    /// Whether the value is neither a list nor an object.
    fileprivate var isLeaf: Bool {
        switch content {
        case .array, .object: false
        default: true
        }
    }

    /// A leaf as JSON, cut to what a reader takes in.
    var shortText: String {
        guard let string else { return compactText }
        return string.count > 60 ? "\"\(string.prefix(60).description.withVisibleControls)…\"" : compactText
    }
}

extension JSONObject {
    fileprivate var hasDottedKey: Bool {
        for member in members where member.key.utf8.contains(UInt8(ascii: ".")) { return true }
        return false
    }
}
