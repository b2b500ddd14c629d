import Values

/// An object of the members that have a value, in this order.
func making(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    JSONValue(.object(makingObject(members)))
}

/// As `making`, for properties. No value that SAM makes is null, so null counts as none.
func makingObject(_ members: KeyValuePairs<String, JSONValue?>) -> JSONObject {
    var result: [JSONObject.Member] = []
    for (key, value) in members {
        if let value, !value.isNull { result.append(JSONObject.Member(key: key, value: value)) }
    }
    return JSONObject(result)
}

/// `{"Ref": id}`.
func ref(_ logicalID: String) -> JSONValue { ["Ref": JSONValue(logicalID)] }

/// `{"Fn::GetAtt": [id, attribute]}`.
func getAtt(_ logicalID: String, _ attribute: String) -> JSONValue {
    ["Fn::GetAtt": [JSONValue(logicalID), JSONValue(attribute)]]
}

/// `{"Fn::Sub": text}`, or with variables of its own.
func sub(_ text: String, _ variables: KeyValuePairs<String, JSONValue?> = [:]) -> JSONValue {
    variables.isEmpty ? ["Fn::Sub": JSONValue(text)] : ["Fn::Sub": [JSONValue(text), making(variables)]]
}

/// A policy document of one statement.
func allowing(_ actions: JSONValue, on resource: JSONValue) -> JSONValue {
    ["Statement": [["Effect": "Allow", "Action": actions, "Resource": resource]]]
}

/// A trust policy that lets a service take a role.
func trust(_ service: String) -> JSONValue {
    [
        "Version": "2012-10-17",
        "Statement": [
            [
                "Action": ["sts:AssumeRole"], "Effect": "Allow", "Principal": ["Service": [JSONValue(service)]],
            ]
        ],
    ]
}

/// The ARN of a policy that AWS manages.
func managedPolicy(_ name: String) -> JSONValue { sub("arn:${AWS::Partition}:iam::aws:policy/\(name)") }

/// Whether a text consists of letters and digits alone, and of at least one.
func isAlphanumeric(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil }
}

/// A logical id that SAM makes of a prefix and a text: the text itself, or the start of its SHA-1 where it has signs
/// that logical ids must not have.
func makingID(_ prefix: String, _ text: String) -> String {
    if isAlphanumeric(text) { return prefix + text }
    return text.isEmpty ? prefix : prefix + hashed(text)
}

/// The first ten digits of the SHA-1 of a text, as SAM puts them into logical ids.
func hashed(_ text: String) -> String { String(sha1(text).prefix(10)) }

/// The SHA-1 of a text (FIPS 180-4) in hexadecimal digits. It names things here and protects nothing.
func sha1(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let bitCount = UInt64(bytes.count) * 8
    bytes.append(0x80)
    while bytes.count % 64 != 56 { bytes.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: bitCount >> shift)) }
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { (word << count) | (word >> (32 - count)) }
    var words = [UInt32](repeating: 0, count: 80)
    for start in stride(from: 0, to: bytes.count, by: 64) {
        for index in 0..<16 {
            words[index] = bytes[(start + index * 4)..<(start + index * 4 + 4)].reduce(0) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<80 {
            words[index] = rotated(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1)
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for index in 0..<80 {
            let (mix, constant): (UInt32, UInt32) =
                switch index {
                case 0..<20: ((b & c) | (~b & d), 0x5A82_7999)
                case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
                case 40..<60: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
                default: (b ^ c ^ d, 0xCA62_C1D6)
                }
            let next = rotated(a, 5) &+ mix &+ e &+ constant &+ words[index]
            (e, d, c, b, a) = (d, c, rotated(b, 30), a, next)
        }
        for (index, word) in [a, b, c, d, e].enumerated() { state[index] &+= word }
    }
    return state.map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
}
