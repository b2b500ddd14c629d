import ArgumentParser

/// Values for the parameters of templates.
struct ParameterOptions: ParsableArguments {
    @Option(
        name: .customLong("parameter"),
        help: ArgumentHelp("A value for a template parameter. Can be given several times.", valueName: "name=value"))
    var parameters: [ParameterValue] = []

    /// The values by name; the last one given counts.
    var values: [String: String] {
        Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    }
}

/// A value for a template parameter, written `Name=Value`.
struct ParameterValue: ExpressibleByArgument {
    var name: String
    var value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}
