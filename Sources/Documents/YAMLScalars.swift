import Values

/// What a plain scalar means.
///
/// Null, booleans and numbers of YAML's core schema; everything else is text, dates and the `yes` and `off` of YAML 1.1
/// too. Numbers with leading zeros stay text, so that an account id keeps its digits.
func plainScalar(_ text: String) -> JSONValue.Content {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return number(text) ?? .string(text)
    }
}

/// The number a text writes in YAML's core schema, or nil.
private func number(_ text: String) -> JSONValue.Content? {
    var bytes = Array(text.utf8)
    // No number of a document is longer, and most scalars are words: both are cheap to see.
    guard let first = bytes.first, bytes.count <= 40, first < 0x3A else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    if isNegative || first == UInt8(ascii: "+") { bytes.removeFirst() }
    guard let lead = bytes.first else { return nil }
    if lead == UInt8(ascii: "0"), bytes.count > 2, bytes[1] == UInt8(ascii: "x") || bytes[1] == UInt8(ascii: "o") {
        let digits = String(decoding: bytes.dropFirst(2), as: UTF8.self)
        guard digits.first != "-", digits.first != "+" else { return nil }
        return Int(digits, radix: bytes[1] == UInt8(ascii: "x") ? 16 : 8).map { .integer(isNegative ? -$0 : $0) }
    }
    var digitsBefore = 0
    var isWhole = true
    var position = 0
    func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    digitsBefore = position
    if digitsBefore > 1, lead == UInt8(ascii: "0") { return nil }
    var digitsAfter = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
        isWhole = false
        position += 1
        while position < bytes.count, isDigit(bytes[position]) {
            position += 1
            digitsAfter += 1
        }
    }
    guard digitsBefore + digitsAfter > 0 else { return nil }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
        isWhole = false
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
            position += 1
        }
        guard position < bytes.count else { return nil }
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    }
    guard position == bytes.count else { return nil }
    let digits = String(decoding: bytes, as: UTF8.self)
    if isWhole, let value = Int((isNegative ? "-" : "") + digits) { return .integer(value) }
    var spelled = digits
    if spelled.hasPrefix(".") { spelled = "0" + spelled }
    guard let value = Double(spelled), value.isFinite else { return nil }
    return .double(isNegative ? -value : value)
}
