/// Numbers that look drawn by chance and are the same in every run (SplitMix64).
struct Chance: Sendable {
    private var state: UInt64 = 0x5EED

    /// A number from 0 up to, but not including, `bound`.
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(((mixed >> 32) &* UInt64(bound)) >> 32)
    }
}
