/// An IPv4 or IPv6 address as its 128 bits, IPv4 in the lower 32.
struct IPAddress: Hashable, Sendable {
    /// Which of the two families the address is of; addresses of different families never match.
    enum Family: Hashable, Sendable { case v4, v6 }

    let family: Family
    let high: UInt64
    let low: UInt64

    /// Reads `192.0.2.1` or `2001:db8::1` (with `::` once at most, and an IPv4 tail); nil for anything else.
    init?(_ text: String) {
        let parsed = Bytes.with(text) { bytes -> (Family, UInt64, UInt64)? in
            // An address is at most 45 bytes; this keeps hopeless texts cheap.
            guard bytes.count >= 2, bytes.count <= 45, let first = bytes.first else { return nil }
            guard Self.hexadecimal(first) != nil || first == UInt8(ascii: ":") else { return nil }
            if let address = Self.version4(bytes[...]) { return (.v4, 0, UInt64(address)) }
            guard let words = Self.version6(bytes) else { return nil }
            return (.v6, words.0, words.1)
        }
        guard let parsed else { return nil }
        (family, high, low) = parsed
    }

    private init(family: Family, high: UInt64, low: UInt64) {
        self.family = family
        self.high = high
        self.low = low
    }

    /// The number of bits of the family's addresses.
    var width: Int { family == .v4 ? 32 : 128 }

    /// The address with all but the first `length` bits cleared.
    func network(_ length: Int) -> IPAddress {
        if family == .v4 {
            let mask: UInt64 = length == 0 ? 0 : (0xFFFF_FFFF << UInt64(32 - length)) & 0xFFFF_FFFF
            return IPAddress(family: family, high: 0, low: low & mask)
        }
        let highMask: UInt64 = length == 0 ? 0 : length >= 64 ? .max : .max << UInt64(64 - length)
        let lowMask: UInt64 = length <= 64 ? 0 : .max << UInt64(128 - length)
        return IPAddress(family: family, high: high & highMask, low: low & lowMask)
    }

    private static func version4(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
        var address: UInt32 = 0
        var octet: UInt32 = 0
        var digits = 0
        var dots = 0
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                guard digits > 0, dots < 3 else { return nil }
                address = address << 8 | octet
                octet = 0
                digits = 0
                dots += 1
            } else {
                guard byte >= 0x30, byte <= 0x39, digits < 3 else { return nil }
                octet = octet * 10 + UInt32(byte - 0x30)
                digits += 1
                guard octet <= 255 else { return nil }
            }
        }
        guard dots == 3, digits > 0 else { return nil }
        return address << 8 | octet
    }

    private static func version6(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
        var groups: [UInt16] = []
        groups.reserveCapacity(8)
        var gap: Int?
        var index = 0
        if bytes.count >= 2, bytes[0] == UInt8(ascii: ":") {
            guard bytes[1] == UInt8(ascii: ":") else { return nil }
            gap = 0
            index = 2
        }
        while index < bytes.count {
            let start = index
            var group: UInt32 = 0
            while index < bytes.count, let digit = hexadecimal(bytes[index]) {
                group = group << 4 | UInt32(digit)
                index += 1
                guard index - start <= 4 else { return nil }
            }
            if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
                guard let tail = version4(bytes[start...]), groups.count <= 6 else { return nil }
                groups.append(UInt16(tail >> 16))
                groups.append(UInt16(tail & 0xFFFF))
                break
            }
            guard index > start, groups.count < 8 else { return nil }
            groups.append(UInt16(group))
            if index == bytes.count { break }
            guard bytes[index] == UInt8(ascii: ":") else { return nil }
            index += 1
            guard index < bytes.count else { return nil }
            if bytes[index] == UInt8(ascii: ":") {
                guard gap == nil else { return nil }
                gap = groups.count
                index += 1
            }
        }
        guard gap == nil ? groups.count == 8 : groups.count < 8 else { return nil }
        if let gap { groups.insert(contentsOf: [UInt16](repeating: 0, count: 8 - groups.count), at: gap) }
        let high = groups[..<4].reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
        let low = groups[4...].reduce(UInt64(0)) { $0 << 16 | UInt64($1) }
        return (high, low)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}

/// A block of addresses: `10.0.0.0/24`.
struct CIDRBlock: Hashable, Sendable {
    private let network: IPAddress
    private let length: Int

    /// Why a text is no block, in event-ruler's words.
    struct Flaw: Error { let reason: String }

    init(_ text: String) throws(Flaw) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw Flaw(reason: "Malformed CIDR, one '/' required") }
        guard parts[1].utf8.count <= 3, let length = Int(parts[1]) else {
            throw Flaw(reason: "Malformed CIDR, mask bits must be an integer")
        }
        guard let address = IPAddress(String(parts[0])) else {
            throw Flaw(reason: "Nonstandard IP address: \(parts[0])")
        }
        guard length >= 0 else { throw Flaw(reason: "Malformed CIDR, mask bits must not be negative") }
        guard length <= address.width else {
            throw Flaw(reason: "Malformed CIDR, mask bits must be at most \(address.width)")
        }
        self.init(address, length: length)
    }

    /// A block of the first `length` bits of an address, which must be within the address's width.
    init(_ address: IPAddress, length: Int) {
        network = address.network(length)
        self.length = length
    }

    /// Whether the text is an address within the block.
    func contains(_ text: String) -> Bool {
        guard let address = IPAddress(text) else { return false }
        return contains(address)
    }

    /// Whether the address is within the block.
    func contains(_ address: IPAddress) -> Bool {
        address.family == network.family && address.network(length) == network
    }
}
