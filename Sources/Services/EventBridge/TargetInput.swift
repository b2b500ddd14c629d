import Languages
import Values

/// What of an event a rule's target gets: all of it, a part, a constant, or a text made from parts.
enum TargetInput: Sendable {
    case whole
    case constant(JSONValue)
    case part(JSONPath)
    case transformed(InputTransformer)

    /// Reads a target's `Input`, `InputPath` or `InputTransformer`.
    /// - Throws: what is wrong with the path or the transformer.
    init(_ target: JSONValue) throws(Diagnostics) {
        if let path = target["InputPath"] {
            self = .part(try JSONPath(path))
        } else if let text = target["Input"]?.string {
            self = .constant((try? readJSON(text)) ?? JSONValue(text))
        } else if let transformer = target["InputTransformer"] {
            self = .transformed(try InputTransformer(transformer))
        } else {
            self = .whole
        }
    }
}

extension TargetInput {
    /// What the target gets of an event.
    func apply(to event: JSONValue, facts: InputTransformer.Facts) -> JSONValue {
        switch self {
        case .whole: event
        case .constant(let value): value
        // A path that finds nothing gives the target an empty object.
        case .part(let path): path.value(in: event) ?? [:]
        case .transformed(let transformer): transformer.transform(event, facts: facts)
        }
    }
}
