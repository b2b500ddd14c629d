/// A number of bytes, printed in the binary units that AWS's limits use.
public struct ByteSize: Hashable, Comparable, Sendable {
    /// The bytes.
    public var bytes: Int

    /// Makes a size.
    public init(_ bytes: Int) { self.bytes = bytes }
    /// Whole kibibytes.
    public static func kibibytes(_ count: Int) -> ByteSize { ByteSize(count << 10) }
    /// Whole mebibytes.
    public static func mebibytes(_ count: Int) -> ByteSize { ByteSize(count << 20) }

    /// Orders by size.
    public static func < (left: ByteSize, right: ByteSize) -> Bool { left.bytes < right.bytes }
}

extension ByteSize: CustomStringConvertible {
    /// `512 B`, `64 KiB`, `1 MiB`; one decimal where the size is not whole.
    public var description: String {
        for (unit, scale) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)] where bytes >= scale {
            let tenths = bytes / (scale / 10)
            return bytes % scale == 0 ? "\(bytes / scale) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
        }
        return "\(bytes) B"
    }
}
