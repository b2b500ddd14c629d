private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// Bytes in base 64 with padding (RFC 4648).
func base64(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    func digit(_ shift: Int) -> UInt8 { alphabet[Int(group >> UInt32(shift)) & 63] }
    for byte in bytes {
        group = group << 8 | UInt32(byte)
        count += 1
        if count == 3 {
            text += [digit(18), digit(12), digit(6), digit(0)]
            group = 0
            count = 0
        }
    }
    if count == 1 {
        group <<= 16
        text += [digit(18), digit(12)] + Array("==".utf8)
    } else if count == 2 {
        group <<= 8
        text += [digit(18), digit(12), digit(6)] + Array("=".utf8)
    }
    return String(decoding: text, as: UTF8.self)
}
