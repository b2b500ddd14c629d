import Values

/// The functions that build values from values.
extension Evaluator {
    /// Whether a value is known already; functions of unknown values stay as they are until references are resolved.
    private func isKnown(_ value: JSONValue) -> Bool {
        guard extent == .parameters else { return true }
        switch value.content {
        case .array(let elements): return elements.allSatisfy { isKnown($0) }
        case .object(let object):
            return object.allSatisfy { $0.key != "Ref" && !$0.key.hasPrefix("Fn::") && isKnown($0.value) }
        default: return true
        }
    }

    /// The function's object again, with its argument as far as it is known.
    private func kept(_ argument: JSONValue, in value: JSONValue) -> JSONValue {
        guard let member = value.object?.members.first else { return value }
        let again = JSONObject.Member(key: member.key, keyPosition: member.keyPosition, value: argument)
        return JSONValue(.object(JSONObject([again])), at: value.position)
    }

    /// Evaluates an argument; gives nil and keeps or reports where it cannot be used yet.
    private mutating func evaluated(_ argument: JSONValue) -> JSONValue {
        evaluate(argument) ?? JSONValue(.null, at: argument.position)
    }

    mutating func join(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let known = evaluated(argument)
        guard isKnown(known) else { return kept(known, in: value) }
        guard let parts = known.array, parts.count == 2, let delimiter = plainText(parts[0]), let list = parts[1].array
        else {
            fail(at: argument.position, "'Fn::Join' of other values", "write [delimiter, [values]]")
            return value
        }
        var texts: [String] = []
        for element in list {
            if let text = plainText(element) {
                texts.append(text)
            } else if let inner = element.array {
                texts.append(contentsOf: inner.compactMap(plainText))
            } else {
                fail(at: element.position, "\(element.kindName) in 'Fn::Join'", "join texts")
            }
        }
        return JSONValue(.string(texts.joined(separator: delimiter)), at: value.position)
    }

    mutating func select(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let known = evaluated(argument)
        guard isKnown(known) else { return kept(known, in: value) }
        guard let parts = known.array, parts.count == 2, let list = parts[1].array,
            let index = parts[0].integer ?? parts[0].string.flatMap({ Int($0) })
        else {
            fail(at: argument.position, "'Fn::Select' of other values", "write [index, [values]]")
            return value
        }
        if list.count == 1, index > 0, let text = list[0].string, isAssumed(text) {
            return JSONValue(list[0].content, at: value.position)
        }
        guard list.indices.contains(index) else {
            fail(at: argument.position, "index \(index) in a list of \(list.count)", "give an index from 0")
            return JSONValue(.string(""), at: value.position)
        }
        return JSONValue(list[index].content, at: value.position)
    }

    mutating func split(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let known = evaluated(argument)
        guard isKnown(known) else { return kept(known, in: value) }
        guard let parts = known.array, parts.count == 2, let delimiter = parts[0].string, !delimiter.isEmpty,
            let text = plainText(parts[1])
        else {
            fail(at: argument.position, "'Fn::Split' of other values", "write [delimiter, text]")
            return value
        }
        let pieces = separate(text, at: delimiter).map { JSONValue(.string($0), at: value.position) }
        return JSONValue(.array(pieces), at: value.position)
    }

    mutating func base64(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let known = evaluated(argument)
        guard isKnown(known) else { return kept(known, in: value) }
        // What a macro would give is not known, and was reported.
        if known.object?.isEmpty == true { return JSONValue(.string(""), at: value.position) }
        guard let text = plainText(known) else {
            fail(at: argument.position, "\(known.kindName) in 'Fn::Base64'", "give a text")
            return value
        }
        return JSONValue(.string(base64Encoded(text)), at: value.position)
    }

    /// The zones of the Region: the first three, as most Regions have.
    mutating func availabilityZones(_ argument: JSONValue, at place: SourcePosition) -> JSONValue? {
        let named = evaluate(argument).flatMap(plainText) ?? ""
        let region = named.isEmpty ? deployment.region : named
        return JSONValue(.array(["a", "b", "c"].map { JSONValue(.string(region + $0), at: place) }), at: place)
    }

    mutating func cidr(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let known = evaluated(argument)
        guard isKnown(known) else { return kept(known, in: value) }
        func number(_ value: JSONValue) -> Int? { value.integer ?? value.string.flatMap { Int($0) } }
        guard let parts = known.array, parts.count == 2 || parts.count == 3, let block = parts[0].string,
            let count = number(parts[1]), (1...256).contains(count)
        else {
            fail(at: argument.position, "'Fn::Cidr' of other values", "write [block, count up to 256, bits]")
            return value
        }
        // A block that another resource will have is not known; its parts are named after it.
        guard block.contains("/") else {
            let names = (0..<count).map { JSONValue(.string("\(block).\($0)"), at: value.position) }
            return JSONValue(.array(names), at: value.position)
        }
        let bits = parts.count == 3 ? number(parts[2]) : 8
        guard let bits, let blocks = subnetBlocks(of: block, count: count, bits: bits) else {
            fail(at: argument.position, "'\(block)', which cannot be cut into \(count) parts", "give a larger block")
            return JSONValue(.array([]), at: value.position)
        }
        return JSONValue(.array(blocks.map { JSONValue(.string($0), at: value.position) }), at: value.position)
    }

    mutating func toJSONString(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let known = evaluated(argument)
        guard isKnown(known) else { return kept(known, in: value) }
        return JSONValue(.string(known.compactText), at: value.position)
    }

    mutating func length(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let known = evaluated(argument)
        guard isKnown(known) else { return kept(known, in: value) }
        guard let list = known.array else {
            fail(at: argument.position, "\(known.kindName) in 'Fn::Length'", "give a list")
            return value
        }
        return JSONValue(.integer(list.count), at: value.position)
    }
}

/// Cuts a text at every delimiter, empty pieces kept.
func separate(_ text: String, at delimiter: String) -> [String] {
    var pieces: [String] = []
    var current = ""
    var rest = text[...]
    while !rest.isEmpty {
        if rest.hasPrefix(delimiter) {
            pieces.append(current)
            current = ""
            rest = rest.dropFirst(delimiter.count)
        } else {
            current.append(rest.removeFirst())
        }
    }
    return pieces + [current]
}

/// The text in base 64 (RFC 4648).
func base64Encoded(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        var word: UInt32 = 0
        for byte in group { word = word << 8 | UInt32(byte) }
        word <<= UInt32(8 * (3 - group.count))
        for position in 0..<4 {
            let digit = Int(word >> UInt32(18 - 6 * position)) & 0x3F
            result.append(position <= group.count ? alphabet[digit] : UInt8(ascii: "="))
        }
    }
    return String(decoding: result, as: UTF8.self)
}

/// The first `count` blocks of `2^bits` addresses inside an IPv4 block; nil where they do not fit or it is none.
func subnetBlocks(of block: String, count: Int, bits: Int) -> [String]? {
    let parts = block.split(separator: "/")
    let numbers = parts.first?.split(separator: ".").compactMap { UInt32($0) } ?? []
    guard parts.count == 2, numbers.count == 4, numbers.allSatisfy({ $0 < 256 }), let prefix = Int(parts[1]),
        (0...32).contains(prefix), (1...32).contains(bits), bits <= 32 - prefix
    else { return nil }
    let size = UInt64(1) << UInt64(bits)
    guard UInt64(count) * size <= UInt64(1) << UInt64(32 - prefix) else { return nil }
    let address = numbers.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let base = (address >> UInt64(32 - prefix)) << UInt64(32 - prefix)
    return (0..<count).map { index in
        let start = base + UInt64(index) * size
        let octets = [24, 16, 8, 0].map { String(start >> UInt64($0) & 255) }
        return octets.joined(separator: ".") + "/\(32 - bits)"
    }
}
