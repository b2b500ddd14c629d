import Values

/// Turns a pattern's JSON into branches, collecting every flaw on the way.
struct PatternCompiler {
    typealias Field = (path: [String], tests: [ValueTest])

    let dialect: PatternDialect
    var diagnostics: [Diagnostic] = []

    init(dialect: PatternDialect) { self.dialect = dialect }

    /// The keys that name tests, which `$or` refuses as keys of its alternatives (aws/event-ruler, Constants.java).
    static let operators = [
        "exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard", "numeric", "cidr",
    ]
    private static let reserved =
        operators + [
            "=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case", "date-after",
            "date-on-or-after", "date-before", "date-on-or-before", "in-date-range", "ip-address-in-range",
            "ip-address-not-in-range",
        ]

    mutating func compile(_ json: JSONValue) -> [PatternBranch] {
        guard case .object(let object) = json.content else {
            refuse(json.position, "\(json.kindName) as a pattern", "Filter is not an object")
            return []
        }
        let length = json.compactText.utf8.count
        if length > dialect.mostBytes {
            refuse(json.position, "a pattern of \(length) bytes", "at most \(dialect.mostBytes) are allowed")
            return []
        }
        if object.isEmpty, dialect.allowsNoKeys { return [PatternBranch(fields: [])] }
        var branches: [[Field]] = []
        compile(object, at: json.position, path: [], inOr: false, into: &branches)
        guard diagnostics.isEmpty else { return [] }
        return branches.map(PatternBranch.init(fields:))
    }

    /// Records why the service would refuse the pattern.
    mutating func refuse(_ position: SourcePosition, _ found: String, _ reason: String, nearest: String? = nil) {
        diagnostics.append(
            Diagnostic(
                at: position, found: found, expected: "\(dialect.service) refuses it: \(reason)", nearest: nearest))
    }

    // MARK: - Keys

    private mutating func compile(
        _ object: JSONObject, at position: SourcePosition, path: [String], inOr: Bool, into branches: inout [[Field]]
    ) {
        if object.isEmpty { return refuse(position, "an empty object", "Empty objects are not allowed") }
        guard path.count < LanguageLimits.deepestNesting else {
            return refuse(
                position, "a pattern nested over \(LanguageLimits.deepestNesting) levels", "the nesting is too deep")
        }
        for member in object {
            if member.key == "$or" {
                compileOr(member, path: path, into: &branches)
                continue
            }
            if inOr, Self.reserved.contains(member.key) {
                refuse(
                    member.keyPosition, "the key '\(member.key)' in $or",
                    "\(member.key) is Ruler reserved fieldName which cannot be used inside $or.")
                continue
            }
            switch member.value.content {
            case .object(let inner):
                compile(
                    inner, at: member.value.position, path: path + [member.key], inOr: inOr, into: &branches)
            case .array(let values):
                add(tests(values, of: member), at: path + [member.key], to: &branches)
            default:
                refuse(
                    member.value.position, "\(member.value.kindName) for '\(member.key)'",
                    "\"\(member.key)\" must be an object or an array")
            }
        }
    }

    /// Adds a field to every branch; a key given twice, as dots allow, counts as given last.
    private func add(_ tests: [ValueTest], at path: [String], to branches: inout [[Field]]) {
        let steps = path.flatMap { $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init) }
        if branches.isEmpty { branches.append([]) }
        for index in branches.indices {
            branches[index].removeAll { $0.path == steps }
            branches[index].append((steps, tests))
        }
    }

    private mutating func compileOr(_ member: JSONObject.Member, path: [String], into branches: inout [[Field]]) {
        guard let alternatives = member.value.array else {
            return refuse(
                member.value.position, "\(member.value.kindName) for $or", "It must be an Array followed with $or.")
        }
        guard alternatives.count >= 2 else {
            return refuse(
                member.value.position, "\(alternatives.count) alternatives in $or",
                "There must have at least 2 Objects in $or relationship.")
        }
        let start = branches.isEmpty ? [[]] : branches
        branches = []
        for alternative in alternatives {
            guard case .object(let object) = alternative.content else {
                refuse(
                    alternative.position, "\(alternative.kindName) in $or",
                    "Only JSON object is allowed in array of $or relationship.")
                continue
            }
            var own = start
            compile(object, at: alternative.position, path: path, inOr: true, into: &own)
            branches += own
            if branches.count > dialect.mostCombinations {
                return refuse(
                    member.keyPosition, "$or with over \(dialect.mostCombinations) combinations",
                    "the use of $or results in over \(dialect.mostCombinations) rule combinations")
            }
        }
        if branches.isEmpty { branches = start }
    }

    // MARK: - Tests

    private mutating func tests(_ values: [JSONValue], of member: JSONObject.Member) -> [ValueTest] {
        if values.isEmpty {
            refuse(member.value.position, "an empty list for '\(member.key)'", "Empty arrays are not allowed")
        }
        var tests: [ValueTest] = []
        tests.reserveCapacity(values.count)
        for value in values {
            switch value.content {
            case .string(let text): tests.append(.exactly(text))
            case .integer(let number): if let test = equality(Double(number), at: value.position) { tests.append(test) }
            case .double(let number): if let test = equality(number, at: value.position) { tests.append(test) }
            case .bool(let flag): tests.append(.bool(flag))
            case .null: tests.append(.null)
            case .object(let object): if let test = operation(object, at: value.position) { tests.append(test) }
            case .array:
                refuse(
                    value.position, "a list in the list of '\(member.key)'",
                    "Match value must be String, number, true, false, or null")
            }
        }
        return tests
    }

    private mutating func equality(_ number: Double, at position: SourcePosition) -> ValueTest? {
        guard dialect.boundsExactNumbers else { return .number(PatternNumber(number)) }
        return bounded(number, at: position).map(ValueTest.number)
    }
}
