/// The Swift source that holds a catalog's flat form: one string literal of ASCII characters.
func swiftSource(holding packed: [UInt8]) -> String {
    var literal = ""
    literal.reserveCapacity(packed.count + packed.count / 16)
    for scalar in String(decoding: packed, as: UTF8.self).unicodeScalars {
        switch scalar {
        case "\n": literal += "\\n"
        case "\"": literal += "\\\""
        case "\\": literal += "\\\\"
        case " "..."~": literal.unicodeScalars.append(scalar)
        default: literal += "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
    return """
        // Made from the folder `catalog` by CatalogCompiler; edit the folder instead.
        let packedCatalog: StaticString = "\(literal)"

        """
}
