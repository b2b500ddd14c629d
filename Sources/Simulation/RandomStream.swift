/// A seeded source of random numbers: the same seed and name give the same numbers on every machine.
///
/// Each cause of randomness in a run has a stream of its own, so that asking one more question of one does not change
/// the answers of another. The generator is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
/// generators, 2014). Logarithms are our own, because those of C libraries differ between processors in the last bit.
public struct RandomStream: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    /// Makes the stream called `name` of a run's seed.
    @inlinable
    public init(seed: UInt64, name: String) {
        // FNV-1a of the name; the finalizer of SplitMix64 then spreads both over all bits.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        state = Self.mixed(seed) ^ Self.mixed(hash &+ 0x9E37_79B9_7F4A_7C15)
    }

    /// A stream of its own for one more cause, given by this one's seed and a name; it takes nothing from this one.
    @inlinable
    public func split(_ name: String) -> RandomStream { RandomStream(seed: state, name: name) }

    /// The next 64 random bits.
    @inlinable
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    @inlinable
    static func mixed(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number in 0 ..< 1, evenly spread over 2^53 values.
    @inlinable
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// An exponentially distributed number with this mean.
    @inlinable
    public mutating func exponential(mean: Double) -> Double { -mean * naturalLogarithm(1 - uniform()) }

    /// A normally distributed number, by Marsaglia's polar method.
    @inlinable
    public mutating func normal(mean: Double, deviation: Double) -> Double {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            if square > 0, square < 1 {
                return mean + deviation * x * (-2 * naturalLogarithm(square) / square).squareRoot()
            }
        }
    }

    /// Whether something of this probability happens.
    @inlinable
    public mutating func happens(_ probability: Double) -> Bool { uniform() < probability }
}

/// The natural logarithm of a positive finite number, the same bits on every processor.
///
/// The number is m·2^e with m in √½ ..< √2; log m = 2·artanh((m-1)/(m+1)), whose series falls off by at least 0.0295
/// per term, so that twelve terms leave an error below one unit in the last place.
@inlinable
public func naturalLogarithm(_ value: Double) -> Double {
    precondition(value > 0 && value.isFinite, "the logarithm needs a positive finite number")
    // The parts of a normal number lie open in its bits; asking for them costs as much as all the rest.
    let bits = value.bitPattern
    var mantissa =
        value.isNormal ? Double(bitPattern: (bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000) : value.significand
    var exponent = value.isNormal ? Double(Int64(bits >> 52) - 1_023) : Double(value.exponent)
    if mantissa > 1.414_213_562_373_095_1 {
        mantissa *= 0.5
        exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    // Written out: a loop over floating-point numbers takes twice as long.
    var sum = 1.0 / 25 * square
    sum = (sum + 1.0 / 23) * square
    sum = (sum + 1.0 / 21) * square
    sum = (sum + 1.0 / 19) * square
    sum = (sum + 1.0 / 17) * square
    sum = (sum + 1.0 / 15) * square
    sum = (sum + 1.0 / 13) * square
    sum = (sum + 1.0 / 11) * square
    sum = (sum + 1.0 / 9) * square
    sum = (sum + 1.0 / 7) * square
    sum = (sum + 1.0 / 5) * square
    sum = (sum + 1.0 / 3) * square
    return exponent * 0.693_147_180_559_945_3 + 2 * ratio * (1 + sum)
}
