import Values
import Yams

/// Turns the parser's nodes into values, collecting what is wrong on the way.
struct NodeConverter {
    /// How many values aliases may add to those written out.
    static let aliasAllowance = 100_000
    /// How deep lists and mappings may nest. Real templates stay under 30.
    static let depthLimit = 100

    let file: String
    /// More values than this come from aliases that multiply.
    let valueLimit: Int
    var problems: [Diagnostic] = []
    private var valueCount = 0
    private var limitReported = false

    init(file: String, valueLimit: Int) {
        self.file = file
        self.valueLimit = valueLimit
    }

    /// The value of a node; null where it cannot be read, with a problem noted.
    mutating func convert(_ node: Node, depth: Int) -> JSONValue {
        let place = position(node.mark)
        valueCount += 1
        if valueCount > valueLimit || depth > Self.depthLimit {
            reportLimit(at: place, isDepth: depth > Self.depthLimit)
            return JSONValue(.null, at: place)
        }
        switch node {
        case .scalar(let scalar): return convert(scalar, at: place)
        case .sequence(let sequence):
            var elements: [JSONValue] = []
            elements.reserveCapacity(sequence.count)
            for element in sequence {
                elements.append(convert(element, depth: depth + 1))
                if limitReported { break }
            }
            return tagged(sequence.tag.rawValue, JSONValue(.array(elements), at: place), at: place)
        case .mapping(let mapping):
            return tagged(
                mapping.tag.rawValue, JSONValue(.object(members(of: mapping, depth: depth)), at: place), at: place)
        case .alias: return JSONValue(.null, at: place)
        }
    }

    private mutating func members(of mapping: Node.Mapping, depth: Int) -> JSONObject {
        var members: [JSONObject.Member] = []
        members.reserveCapacity(mapping.count)
        var merged: [JSONObject] = []
        for (keyNode, valueNode) in mapping {
            if limitReported { break }
            let keyPlace = position(keyNode.mark)
            guard case .scalar(let key) = keyNode else {
                report(at: keyPlace, "a list or a mapping as a key", "write keys as plain text")
                continue
            }
            let text = key.string
            if text.last == "\u{E000}" { continue }
            if key.style == .plain {
                if text == "<<" {
                    collectMerged(convert(valueNode, depth: depth + 1), into: &merged)
                    continue
                }
                if text.isEmpty || text == "~" {
                    report(at: keyPlace, "an empty key", "write a name before the colon")
                    continue
                }
            }
            if key.tag.rawValue.hasPrefix("!") && key.tag.rawValue != "!" {
                report(at: keyPlace, "tag '\(key.tag.rawValue)' on a key", "put tags on values only")
            }
            let value = convert(valueNode, depth: depth + 1)
            members.append(JSONObject.Member(key: text, keyPosition: keyPlace, value: value))
        }
        guard !merged.isEmpty else { return JSONObject(members) }
        var keys = Set(members.map(\.key))
        for source in merged { members += source.filter { keys.insert($0.key).inserted } }
        return JSONObject(members)
    }

    /// Members merged by `<<`: of a mapping, or of several, of which the first that has a key wins.
    private mutating func collectMerged(_ value: JSONValue, into merged: inout [JSONObject]) {
        for source in value.array ?? [value] {
            if let object = source.object {
                merged.append(object)
            } else {
                report(
                    at: value.position, "\(source.kindName) to merge with '<<'", "merge a mapping or a list of mappings"
                )
            }
        }
    }

    private mutating func convert(_ scalar: Node.Scalar, at place: SourcePosition) -> JSONValue {
        let tag = scalar.tag.rawValue
        switch tag {
        case "": return JSONValue(plainScalar(scalar.string), at: place)
        case "!", Tag.Name.str.rawValue: return JSONValue(.string(scalar.string), at: place)
        case Tag.Name.bool.rawValue, Tag.Name.int.rawValue, Tag.Name.float.rawValue, Tag.Name.null.rawValue:
            return JSONValue(plainScalar(scalar.string), at: place)
        case Tag.Name.timestamp.rawValue, Tag.Name.binary.rawValue:
            return JSONValue(.string(scalar.string), at: place)
        default:
            return tagged(tag, JSONValue(.string(scalar.string), at: place), at: place)
        }
    }

    /// Wraps a value as its short tag says.
    private mutating func tagged(_ tag: String, _ value: JSONValue, at place: SourcePosition) -> JSONValue {
        guard tag.hasPrefix("!"), tag != "!" else {
            if tag.isEmpty || tag == "!" || tag.hasPrefix("tag:yaml.org,2002:") { return value }
            reportUnknownTag(tag, at: place)
            return value
        }
        guard let function = CloudFormationTag(String(tag.dropFirst())) else {
            reportUnknownTag(tag, at: place)
            return value
        }
        let member = JSONObject.Member(key: function.key, keyPosition: place, value: function.argument(value))
        return JSONValue(.object(JSONObject([member])), at: place)
    }

    private mutating func reportUnknownTag(_ tag: String, at place: SourcePosition) {
        let known = CloudFormationTag.names.map { "!" + $0 }
        problems.append(
            Diagnostic(
                at: place,
                found: "unknown tag '\(tag)'",
                expected: "use one of CloudFormation's tags, such as !Ref, !GetAtt or !Sub",
                nearest: nearestName(to: tag, among: known)
            )
        )
    }

    private mutating func reportLimit(at place: SourcePosition, isDepth: Bool) {
        guard !limitReported else { return }
        limitReported = true
        if isDepth {
            report(at: place, "values nested more than \(Self.depthLimit) deep", "nest less deeply")
        } else {
            report(
                at: place,
                "aliases that grow to more than \(Self.aliasAllowance) values",
                "write the values out, or use fewer aliases of aliases"
            )
        }
    }

    private mutating func report(at place: SourcePosition, _ found: String, _ expected: String) {
        problems.append(Diagnostic(at: place, found: found, expected: expected))
    }

    private func position(_ mark: Mark?) -> SourcePosition {
        SourcePosition(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0)
    }
}
