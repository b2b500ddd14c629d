import Templates
import Values

/// Reading CloudFormation properties, which templates write as numbers or as text.
extension Resource {
    /// A whole number, `absent` when the template does not set it or its value is not known before deployment.
    func integer(_ path: String..., default absent: Int) -> Int { value(path)?.wholeNumber ?? absent }
    /// A number, or nil.
    func number(_ path: String...) -> Double? { value(path)?.numberWritten }
    /// Text, or nil.
    func string(_ path: String...) -> String? { value(path)?.string }
    /// A truth value, false when it is not set.
    func isTrue(_ path: String...) -> Bool { value(path).map { $0.bool ?? ($0.string == "true") } ?? false }
    /// Whether it is set to false.
    func isFalse(_ path: String...) -> Bool { value(path).map { $0.bool == false || $0.string == "false" } ?? false }
    /// Any value, or nil.
    func property(_ path: String...) -> JSONValue? { value(path) }

    private func value(_ path: [String]) -> JSONValue? {
        path.reduce(Optional(properties)) { $0?[$1] }
    }
}

extension JSONValue {
    /// The whole number this is, or that its text spells.
    var wholeNumber: Int? { integer ?? string.flatMap(Int.init) }
    /// The number this is, or that its text spells.
    var numberWritten: Double? { double ?? string.flatMap(Double.init) }
}

/// A second in nanoseconds, the kernel's unit.
let second: Int64 = 1_000_000_000
