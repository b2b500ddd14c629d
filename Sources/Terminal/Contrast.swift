extension RGB {
    /// The relative luminance of WCAG 2.2: 0 for black, 1 for white.
    var luminance: Double {
        0.2126 * RGB.linear[Int(red)] + 0.7152 * RGB.linear[Int(green)] + 0.0722 * RGB.linear[Int(blue)]
    }

    /// The contrast of WCAG 2.2 between two colours: 1 for equal ones, 21 for black and white.
    public func contrast(with other: RGB) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// How unlike two colours look, as a square: the "redmean" formula, which weighs the channels as the eye does.
    func distance(to other: RGB) -> Int {
        let mean = (Int(red) + Int(other.red)) / 2
        let (r, g, b) = (Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue))
        return ((512 + mean) * r * r) / 256 + 4 * g * g + ((767 - mean) * b * b) / 256
    }

    /// The intensity of each sRGB channel value.
    private static let linear: [Double] = (0...255).map { channel in
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : RGB.powerOf2Point4((value + 0.055) / 1.055)
    }

    /// `base` to the power of 2.4 for a base in (0, 1], without the C library: 2.4 is 2 and a fifth of 2.
    private static func powerOf2Point4(_ base: Double) -> Double {
        let square = base * base
        // The fifth root of the square by Newton's method; 24 steps are enough for the smallest channel value.
        var root = 1.0
        for _ in 0..<24 { root = (4 * root + square / (root * root * root * root)) / 5 }
        return square * root
    }
}
