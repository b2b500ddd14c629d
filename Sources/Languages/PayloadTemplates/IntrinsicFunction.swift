import Values

/// The intrinsic functions of States Language, by docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html;
/// what happens at their edges as LocalStack's recordings of the service show it.
enum IntrinsicFunction: String, Sendable, Hashable, CaseIterable {
    case format = "States.Format"
    case stringToJson = "States.StringToJson"
    case jsonToString = "States.JsonToString"
    case array = "States.Array"
    case arrayPartition = "States.ArrayPartition"
    case arrayContains = "States.ArrayContains"
    case arrayRange = "States.ArrayRange"
    case arrayGetItem = "States.ArrayGetItem"
    case arrayLength = "States.ArrayLength"
    case arrayUnique = "States.ArrayUnique"
    case base64Encode = "States.Base64Encode"
    case base64Decode = "States.Base64Decode"
    case hash = "States.Hash"
    case jsonMerge = "States.JsonMerge"
    case mathRandom = "States.MathRandom"
    case mathAdd = "States.MathAdd"
    case stringSplit = "States.StringSplit"
    case uuid = "States.UUID"

    /// The longest text that is encoded, decoded or hashed.
    private static let mostCharacters = 10_000
    /// The longest array `States.ArrayRange` makes.
    private static let mostElements = 1000

    /// How many arguments the function takes.
    var argumentCount: ClosedRange<Int> {
        switch self {
        case .uuid: 0...0
        case .array: 0...Int.max
        case .format: 1...Int.max
        case .stringToJson, .jsonToString, .arrayLength, .arrayUnique, .base64Encode, .base64Decode: 1...1
        case .arrayPartition, .arrayContains, .arrayGetItem, .hash, .mathAdd, .stringSplit: 2...2
        case .mathRandom: 2...3
        case .arrayRange, .jsonMerge: 3...3
        }
    }

    var argumentCountInWords: String {
        let range = argumentCount
        if range.upperBound == Int.max { return "\(range.lowerBound) or more" }
        return range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) or \(range.upperBound)"
    }

    func apply(
        _ arguments: [JSONValue], random: inout some RandomNumberGenerator
    ) throws(PayloadTemplateError) -> JSONValue {
        switch self {
        case .array: return JSONValue(arguments)
        case .format: return try format(arguments)
        case .stringToJson:
            let text = try text(arguments, 0)
            do { return try readJSON(text) } catch { throw failure("was given a text that is not JSON") }
        case .jsonToString: return JSONValue(arguments[0].compactText)
        case .arrayPartition, .arrayContains, .arrayRange, .arrayGetItem, .arrayLength, .arrayUnique:
            return try applyToArray(arguments)
        case .base64Encode: return JSONValue(Base64.encode(try shortText(arguments, 0).utf8))
        case .base64Decode:
            guard let bytes = Base64.decode(try shortText(arguments, 0)) else {
                throw failure("was given a text that is not Base64")
            }
            return JSONValue(String(decoding: bytes, as: UTF8.self))
        case .hash:
            let data = try shortText(arguments, 0)
            let name = try text(arguments, 1)
            guard let digest = Digest(rawValue: name) else {
                throw failure("knows no algorithm '\(name)', only MD5, SHA-1, SHA-256, SHA-384 and SHA-512")
            }
            return JSONValue(digest.hexadecimal(data))
        case .jsonMerge: return try merge(arguments)
        case .mathRandom: return try mathRandom(arguments, random: &random)
        case .mathAdd:
            // The range of a Java int, by the documentation.
            let sum = try whole(arguments, 0) + whole(arguments, 1)
            guard Int(Int32.min)...Int(Int32.max) ~= sum else { throw failure("has a sum beyond 32 bits") }
            return JSONValue(sum)
        case .stringSplit:
            let separators = try text(arguments, 1).unicodeScalars
            let parts = try text(arguments, 0).unicodeScalars.split { separators.contains($0) }
            return JSONValue(parts.map { JSONValue(String($0)) })
        case .uuid: return JSONValue(Self.uuid(&random))
        }
    }

    // MARK: - Arrays

    private func applyToArray(_ arguments: [JSONValue]) throws(PayloadTemplateError) -> JSONValue {
        if self == .arrayRange { return try range(arguments) }
        guard let elements = arguments[0].array else {
            throw failure("expects a list as its first argument, not \(arguments[0].kindName)")
        }
        switch self {
        case .arrayPartition:
            let size = try whole(arguments, 1)
            guard size > 0 else { throw failure("cannot make parts of \(size) elements") }
            let starts = stride(from: 0, to: elements.count, by: size)
            return JSONValue(starts.map { JSONValue(Array(elements[$0..<min($0 + size, elements.count)])) })
        case .arrayContains: return JSONValue(.bool(elements.contains { Self.same($0, arguments[1]) }))
        case .arrayGetItem:
            let index = try whole(arguments, 1)
            guard elements.indices.contains(index) else {
                throw failure("has no element \(index) in a list of \(elements.count)")
            }
            return elements[index]
        case .arrayLength: return JSONValue(elements.count)
        default:
            var seen: Set<JSONValue> = []
            return JSONValue(elements.filter { seen.insert($0).inserted })
        }
    }

    private static func same(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if let left = left.double, let right = right.double { return left == right }
        return left == right
    }

    private func range(_ arguments: [JSONValue]) throws(PayloadTemplateError) -> JSONValue {
        let (first, last, step) = (try whole(arguments, 0), try whole(arguments, 1), try whole(arguments, 2))
        guard step != 0 else { throw failure("cannot step by 0") }
        guard (last - first) / step < Self.mostElements else {
            throw failure("would make more than \(Self.mostElements) elements")
        }
        return JSONValue(stride(from: first, through: last, by: step).map { JSONValue($0) })
    }

    // MARK: - Objects, numbers and texts

    private func merge(_ arguments: [JSONValue]) throws(PayloadTemplateError) -> JSONValue {
        guard var merged = arguments[0].object, let second = arguments[1].object else {
            let wrong = arguments[0].object == nil ? arguments[0] : arguments[1]
            throw failure("merges objects, not \(wrong.kindName)")
        }
        guard arguments[2].bool == false else {
            throw failure("supports only shallow merging: its third argument must be false")
        }
        for member in second { merged[member.key] = member.value }
        return JSONValue(merged)
    }

    private func mathRandom(
        _ arguments: [JSONValue], random: inout some RandomNumberGenerator
    ) throws(PayloadTemplateError) -> JSONValue {
        let start = try whole(arguments, 0)
        let end = try whole(arguments, 1)
        guard start < end else { throw failure("cannot choose between \(start) and \(end)") }
        guard arguments.count == 3 else { return JSONValue(Int.random(in: start..<end, using: &random)) }
        var seeded = SeededBits(state: UInt64(bitPattern: Int64(try whole(arguments, 2))))
        return JSONValue(Int.random(in: start..<end, using: &seeded))
    }

    /// A version 4 UUID (RFC 9562) of 122 random bits.
    private static func uuid(_ random: inout some RandomNumberGenerator) -> String {
        let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let bytes = [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
        }
        let digits = Array(Digest.hexadecimal(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    private func format(_ arguments: [JSONValue]) throws(PayloadTemplateError) -> JSONValue {
        let pieces = Self.pieces(of: try text(arguments, 0))
        guard pieces.count == arguments.count else {
            throw failure("has \(pieces.count - 1) {} for \(arguments.count - 1) values")
        }
        var text = pieces[0]
        for index in 1..<max(arguments.count, 1) { text += Self.formatted(arguments[index]) + pieces[index] }
        return JSONValue(text)
    }

    /// The texts around the `{}` of a template; `\{`, `\}` and `\\` stand for the characters themselves.
    static func pieces(of template: String) -> [String] {
        var pieces = [""]
        var cursor = TextCursor(template)
        while let next = cursor.next {
            if cursor.take("{}") {
                pieces.append("")
                continue
            }
            if next == "\\", let escaped = cursor.peek(1), escaped == "{" || escaped == "}" || escaped == "\\" {
                cursor.index += 1
                pieces[pieces.count - 1].unicodeScalars.append(escaped)
            } else {
                pieces[pieces.count - 1].unicodeScalars.append(next)
            }
            cursor.index += 1
        }
        return pieces
    }

    /// A value within a text: as it is, lists and objects as Java prints them, which is what the service was recorded to
    /// do: `{Arg1=1, Arg2=[]}`.
    private static func formatted(_ value: JSONValue) -> String {
        switch value.content {
        case .string(let text): text
        case .array(let elements): "[" + elements.map(formatted).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.members.map { "\($0.key)=\(formatted($0.value))" }.joined(separator: ", ") + "}"
        default: value.compactText
        }
    }

    // MARK: - Arguments

    private func failure(_ cause: String) -> PayloadTemplateError {
        .intrinsicFailure(function: rawValue, cause: cause)
    }

    private func text(_ arguments: [JSONValue], _ index: Int) throws(PayloadTemplateError) -> String {
        guard let text = arguments[index].string else {
            throw failure("expects a text as argument \(index + 1), not \(arguments[index].kindName)")
        }
        return text
    }

    private func shortText(_ arguments: [JSONValue], _ index: Int) throws(PayloadTemplateError) -> String {
        let text = try text(arguments, index)
        guard text.utf8.count <= Self.mostCharacters || text.count <= Self.mostCharacters else {
            throw failure("takes at most \(Self.mostCharacters) characters")
        }
        return text
    }

    /// A number, rounded to the nearest whole as Java rounds: halves upwards.
    private func whole(_ arguments: [JSONValue], _ index: Int) throws(PayloadTemplateError) -> Int {
        guard let number = arguments[index].double else {
            throw failure("expects a number as argument \(index + 1), not \(arguments[index].kindName)")
        }
        guard abs(number) < 1e15 else { throw failure("expects a smaller number as argument \(index + 1)") }
        let raised = number + 0.5
        let whole = Int(raised)
        return Double(whole) > raised ? whole - 1 : whole
    }
}

/// The generator behind `States.MathRandom` with a seed (SplitMix64): equal seeds give equal numbers. The service's own
/// generator is not published, so its numbers differ.
private struct SeededBits: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
