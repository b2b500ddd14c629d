import Values

/// A JSONPath, compiled: `$.orders[0].id`, `$..name`, `$.items[?(@.price > 10)]`.
///
/// What it can say is what States Language allows: members by dot or bracket, indices from either end, slices, unions,
/// wildcards, recursive descent and filters. Functions and scripts are refused.
public struct JSONPath: Sendable, Hashable {
    /// What the path starts from.
    public enum Root: Sendable, Hashable {
        /// `$`: the input.
        case input
        /// `$$`: States Language's context object.
        case context
    }

    indirect enum Step: Sendable, Hashable {
        case member(String)
        case index(Int)
        case slice(from: Int?, to: Int?, by: Int)
        case union([Step])
        case wildcard
        /// The value itself and everything below it.
        case descendants
        case filter(PathFilter)
    }

    /// The path as it was written.
    public let text: String
    /// What the path starts from.
    public let root: Root
    /// Whether the path can only ever name one value, so that States Language would take it as a reference path.
    public let isDefinite: Bool
    let steps: [Step]

    /// Compiles a path.
    /// - Parameter position: Where the path stands in its file.
    /// - Throws: What of it is no JSONPath.
    public init(_ text: String, at position: SourcePosition = .none) throws(Diagnostics) {
        var parser = JSONPathParser(TextCursor(text))
        do throws(TextFlaw) {
            self = try parser.parseWhole(text)
        } catch {
            throw Diagnostics([error.diagnostic(in: text, at: position)])
        }
    }

    /// Compiles a path given as a value of a document.
    /// - Throws: What of it is no JSONPath, at the value's place.
    public init(_ json: JSONValue) throws(Diagnostics) {
        guard let text = json.string else {
            throw Diagnostics([
                Diagnostic(
                    at: json.position, found: "\(json.kindName) as a path",
                    expected: "expected a JSONPath such as $.detail")
            ])
        }
        try self.init(text, at: json.position)
    }

    init(text: String, root: Root, steps: [Step]) {
        self.text = text
        self.root = root
        self.steps = steps
        isDefinite = steps.allSatisfy {
            switch $0 {
            case .member, .index: true
            default: false
            }
        }
    }

    // MARK: - Evaluating

    /// What the path names: the value of a definite path, nil where there is none; a list of what any other path names.
    public func value(in root: JSONValue) -> JSONValue? {
        guard isDefinite else { return JSONValue(values(in: root)) }
        var value = root
        for step in steps {
            guard let next = Self.child(step, of: value) else { return nil }
            value = next
        }
        return value
    }

    /// All values the path names, in the order of the document.
    public func values(in root: JSONValue) -> [JSONValue] {
        var found: [JSONValue] = []
        walk(0, root, root: root) { found.append($0) }
        return found
    }

    @inline(__always)
    private static func child(_ step: Step, of value: JSONValue) -> JSONValue? {
        switch (step, value.content) {
        case (.member(let key), .object(let object)): object[key]
        case (.index(let index), .array(let elements)): element(index, of: elements)
        default: .none
        }
    }

    private static func element(_ index: Int, of elements: [JSONValue]) -> JSONValue? {
        let place = index < 0 ? elements.count + index : index
        guard elements.indices.contains(place) else { return .none }
        return elements[place]
    }

    private func walk(_ step: Int, _ value: JSONValue, root: JSONValue, _ found: (JSONValue) -> Void) {
        guard step < steps.count else { return found(value) }
        apply(steps[step], step, value, root: root, found)
    }

    private func apply(_ own: Step, _ step: Int, _ value: JSONValue, root: JSONValue, _ found: (JSONValue) -> Void) {
        switch own {
        case .member, .index:
            if let child = Self.child(own, of: value) { walk(step + 1, child, root: root, found) }
        case .wildcard:
            for child in value.children { walk(step + 1, child, root: root, found) }
        case .union(let alternatives):
            for alternative in alternatives { apply(alternative, step, value, root: root, found) }
        case .slice(let from, let to, let stride):
            guard case .array(let elements) = value.content else { return }
            for index in Self.indices(of: elements.count, from: from, to: to, by: stride) {
                walk(step + 1, elements[index], root: root, found)
            }
        case .descendants:
            walk(step + 1, value, root: root, found)
            for child in value.children { apply(own, step, child, root: root, found) }
        case .filter(let filter):
            for child in value.children where filter.accepts(child, root: root) {
                walk(step + 1, child, root: root, found)
            }
        }
    }

    private static func indices(of count: Int, from: Int?, to: Int?, by stride: Int) -> StrideTo<Int> {
        func place(_ index: Int) -> Int { min(max(index < 0 ? count + index : index, 0), count) }
        return Swift.stride(from: from.map(place) ?? 0, to: to.map(place) ?? count, by: stride)
    }
}

extension JSONPath: CustomStringConvertible {
    /// The path as it was written.
    public var description: String { text }
}

extension JSONValue {
    /// The elements of a list or the values of an object's members; none for any other value.
    fileprivate var children: [JSONValue] {
        switch content {
        case .array(let elements): elements
        case .object(let object): object.members.map(\.value)
        default: []
        }
    }
}

/// The condition of a filter step: `[?(@.price > 10 && @.open)]`.
indirect enum PathFilter: Sendable, Hashable {
    enum Comparison: String, Sendable, Hashable, CaseIterable {
        case equal = "=="
        case unequal = "!="
        case atMost = "<="
        case atLeast = ">="
        case less = "<"
        case more = ">"
    }

    enum Operand: Sendable, Hashable {
        case literal(JSONValue)
        /// A path from the element at hand, `@`, or from the whole document, `$`.
        case path(JSONPath, fromElement: Bool)

        func value(_ element: JSONValue, root: JSONValue) -> JSONValue? {
            switch self {
            case .literal(let value): value
            case .path(let path, let fromElement): path.value(in: fromElement ? element : root)
            }
        }
    }

    case exists(Operand)
    case compare(Operand, Comparison, Operand)
    case not(PathFilter)
    case all([PathFilter])
    case any([PathFilter])

    func accepts(_ element: JSONValue, root: JSONValue) -> Bool {
        switch self {
        case .exists(let operand): operand.value(element, root: root) != nil
        case .not(let filter): !filter.accepts(element, root: root)
        case .all(let filters): filters.allSatisfy { $0.accepts(element, root: root) }
        case .any(let filters): filters.contains { $0.accepts(element, root: root) }
        case .compare(let left, let comparison, let right):
            Self.compare(left.value(element, root: root), comparison, right.value(element, root: root))
        }
    }

    /// Numbers compare by value, texts by their characters' code points; what cannot be ordered is neither less nor more.
    private static func compare(_ left: JSONValue?, _ comparison: Comparison, _ right: JSONValue?) -> Bool {
        if let left = left?.double, let right = right?.double { return ordered(left, comparison, right) }
        if let left = left?.string, let right = right?.string {
            return ordered(
                Array(left.unicodeScalars.map(\.value)), comparison, Array(right.unicodeScalars.map(\.value)))
        }
        switch comparison {
        case .equal: return left == right
        case .unequal: return left != right
        default: return false
        }
    }

    private static func ordered(_ left: Double, _ comparison: Comparison, _ right: Double) -> Bool {
        switch comparison {
        case .equal: left == right
        case .unequal: left != right
        case .atMost: left <= right
        case .atLeast: left >= right
        case .less: left < right
        case .more: left > right
        }
    }

    private static func ordered(_ left: [UInt32], _ comparison: Comparison, _ right: [UInt32]) -> Bool {
        switch comparison {
        case .equal: left == right
        case .unequal: left != right
        case .less: left.lexicographicallyPrecedes(right)
        case .more: right.lexicographicallyPrecedes(left)
        case .atMost: !right.lexicographicallyPrecedes(left)
        case .atLeast: !left.lexicographicallyPrecedes(right)
        }
    }
}
