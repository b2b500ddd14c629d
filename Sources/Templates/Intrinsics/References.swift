import Values

/// `Ref`, `Fn::GetAtt` and `Fn::ImportValue`: what another part of the template or another stack gives.
extension Evaluator {
    /// The value of `Ref`; nil for `AWS::NoValue`.
    mutating func ref(_ name: String, in value: JSONValue) -> JSONValue? {
        let place = value.position
        if name == "AWS::NoValue" { return nil }
        if let pseudo = deployment.pseudoParameter(name) { return JSONValue(pseudo.content, at: place) }
        if let parameter = parameters[name] {
            for origin in source.origins[name] ?? [] { record(origin, at: place) }
            return JSONValue(self.value(of: parameter, at: place).content, at: place)
        }
        guard extent == .all else { return value }
        guard let target = target(name) else {
            reportUnknown(name, at: place)
            return JSONValue(.string(name), at: place)
        }
        record(target, attribute: nil, at: place)
        return JSONValue(.string(identity(of: target).physicalID), at: place)
    }

    /// The value of `Fn::GetAtt`, in list or text form.
    mutating func getAtt(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        let place = value.position
        var parts: [JSONValue]
        if let text = argument.string {
            parts = text.split(separator: ".", maxSplits: 1).map {
                JSONValue(.string(String($0)), at: argument.position)
            }
        } else {
            parts = argument.array ?? []
        }
        guard parts.count >= 2, let name = parts[0].string else {
            fail(
                at: argument.position,
                "'Fn::GetAtt' of \(argument.kindName)",
                "write [logical id, attribute] or 'logicalId.Attribute'"
            )
            return value
        }
        var attribute = parts.dropFirst().compactMap { evaluate($0).flatMap(plainText) }.joined(separator: ".")
        guard extent == .all else { return value }
        var short = aliases[name + "." + attribute] ?? name
        // 'Function.Version.FunctionArn' asks what SAM calls 'Function.Version' for its ARN.
        let first = attribute.prefix { $0 != "." }
        if first.count < attribute.count, let made = aliases[name + "." + first] {
            short = made
            attribute = String(attribute.dropFirst(first.count + 1))
        }
        guard let target = target(short) else {
            reportUnknown(name, at: place)
            return JSONValue(.string(name + "." + attribute), at: place)
        }
        record(target, attribute: attribute, at: place)
        return JSONValue(self.attribute(attribute, of: target, at: place).content, at: place)
    }

    /// What another stack exports: its value where that stack is open too, else a mark that names the export.
    mutating func importValue(_ argument: JSONValue, in value: JSONValue) -> JSONValue? {
        guard let name = evaluate(argument).flatMap(plainText) else {
            if extent == .all { fail(at: argument.position, "an export without name", "give the name of an export") }
            return value
        }
        guard let export = source.exports[name] else {
            return JSONValue(.string("{{import:\(name)}}"), at: value.position)
        }
        for origin in export.references { record(origin, at: value.position) }
        return JSONValue(export.value.content, at: value.position)
    }

    /// What a stack elsewhere gives out, kept as a mark that names the stack and the output.
    mutating func stackOutput(_ argument: JSONValue, at place: SourcePosition) -> JSONValue? {
        func text(_ name: String) -> String { argument[name].flatMap { evaluate($0) }.flatMap(plainText) ?? "" }
        return JSONValue(.string("{{output:\(text("StackName")).\(text("OutputName"))}}"), at: place)
    }

    /// The value of a parameter, or one that fits its type where none is given.
    mutating func value(of parameter: Parameter, at place: SourcePosition) -> JSONValue {
        if let value = parameter.value { return value }
        let assumed = assumedValue(of: parameter)
        if assumedParameters.insert(parameter.name).inserted {
            problems.append(
                Diagnostic(
                    .warning,
                    at: parameter.position,
                    found: "parameter '\(parameter.name)' without a value, taken as \(assumed.compactText)",
                    expected: "give one with --parameter \(parameter.name)=..."
                )
            )
        }
        return assumed
    }

    /// A value that a parameter could have: the first it allows, else one of its type, else its own name.
    private func assumedValue(of parameter: Parameter) -> JSONValue {
        let isList = parameter.type == "CommaDelimitedList" || parameter.type.hasPrefix("List<")
        if let first = parameter.allowed.first { return isList ? JSONValue([first]) : first }
        switch parameter.type {
        case "Number": return 1
        case "AWS::EC2::AvailabilityZone::Name": return JSONValue(deployment.region + "a")
        case "List<AWS::EC2::AvailabilityZone::Name>":
            return JSONValue(["a", "b", "c"].map { JSONValue(deployment.region + $0) })
        default: return isList ? JSONValue([JSONValue(parameter.name)]) : JSONValue(parameter.name)
        }
    }

    /// Whether a text is what stands for a parameter without a value, so that it is no mistake where it fits nowhere.
    func isAssumed(_ text: String) -> Bool { assumedParameters.contains(text) }

    /// The logical id that a name leads to: itself, or what SAM makes of it.
    func target(_ name: String) -> String? {
        let id = aliases[name] ?? name
        return resources[id] == nil ? nil : id
    }

    /// Notes that the value at this place comes from a resource.
    mutating func record(_ target: String, attribute: String?, at place: SourcePosition) {
        guard !isQuiet else { return }
        let id = source.qualified(target)
        references.append(Reference(path: path, target: id, attribute: attribute, position: place))
    }

    /// Notes that the value at this place comes from a resource of another stack, by way of a parameter or an output.
    mutating func record(_ origin: Reference, at place: SourcePosition) {
        guard !isQuiet else { return }
        references.append(
            Reference(path: path, target: origin.target, attribute: origin.attribute, position: place))
    }

    /// Says that a name leads nowhere, and which was meant.
    mutating func reportUnknown(_ name: String, at place: SourcePosition) {
        if resourceNames.contains(name) {
            fail(
                at: place,
                "a reference to '\(name)', which is not created because its condition does not hold",
                "refer to it inside an 'Fn::If' of the same condition"
            )
            return
        }
        // Names are compared one by one, so a large template full of dangling references gets only some guesses.
        var nearest: String?
        if !isQuiet, guessesLeft > 0 {
            let candidates = resourceNames.sorted() + parameters.keys.sorted() + Deployment.pseudoParameterNames
            nearest = nearestName(to: name, among: candidates)
            guessesLeft -= candidates.count
        }
        fail(
            at: place,
            "a reference to '\(name)', which is no resource or parameter of this template",
            "declare it or correct the name",
            nearest: nearest
        )
    }
}
