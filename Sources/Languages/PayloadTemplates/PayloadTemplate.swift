import Values

/// A States Language payload template, compiled: JSON in which a key that ends in `.$` takes its value from the input.
///
/// `{"id.$": "$.order.id", "at.$": "$$.State.EnteredTime", "text.$": "States.Format('Order {}', $.order.id)"}`: the value
/// of such a key is a JSONPath into the input (`$`) or the context object (`$$`), or an intrinsic function.
public struct PayloadTemplate: Sendable, Hashable {
    indirect enum Part: Sendable, Hashable {
        case constant(JSONValue)
        case expression(IntrinsicExpression)
        case list([Part])
        case object([Member])
    }

    struct Member: Sendable, Hashable {
        let key: String
        let keyPosition: SourcePosition
        let part: Part
    }

    private let root: Part

    /// Compiles a template.
    /// - Throws: Every key, path and function call that is wrong, each at its place.
    public init(_ json: JSONValue) throws(Diagnostics) {
        var compiler = Compiler()
        root = compiler.part(json, depth: 0)
        if !compiler.flaws.isEmpty { throw Diagnostics(compiler.flaws) }
    }

    /// What the template gives whatever its input is; nil where it takes anything from that.
    public var constant: JSONValue? { if case .constant(let value) = root { value } else { nil } }

    /// The template of the input itself.
    public static let input = PayloadTemplate(root: .expression(.input))

    private init(root: Part) { self.root = root }

    /// Fills the template.
    /// - Parameters:
    ///   - input: What `$` names.
    ///   - context: What `$$` names.
    ///   - random: Where `States.MathRandom` without a seed and `States.UUID` take their bits from.
    /// - Throws: The first path that names nothing and the first function that fails, as a workflow would fail.
    public func evaluate(
        input: JSONValue, context: JSONValue = JSONValue(JSONObject()), random: inout some RandomNumberGenerator
    ) throws(PayloadTemplateError) -> JSONValue {
        try evaluate(root, input: input, context: context, random: &random)
    }

    private func evaluate(
        _ part: Part, input: JSONValue, context: JSONValue, random: inout some RandomNumberGenerator
    ) throws(PayloadTemplateError) -> JSONValue {
        switch part {
        case .constant(let value): return value
        case .expression(let expression):
            return try expression.evaluate(input: input, context: context, random: &random)
        case .list(let parts):
            var values: [JSONValue] = []
            values.reserveCapacity(parts.count)
            for part in parts { values.append(try evaluate(part, input: input, context: context, random: &random)) }
            return JSONValue(values)
        case .object(let members):
            var filled: [JSONObject.Member] = []
            filled.reserveCapacity(members.count)
            for member in members {
                let value = try evaluate(member.part, input: input, context: context, random: &random)
                filled.append(JSONObject.Member(key: member.key, keyPosition: member.keyPosition, value: value))
            }
            return JSONValue(JSONObject(filled))
        }
    }

    private struct Compiler {
        var flaws: [Diagnostic] = []

        /// Compiles a value; whatever takes nothing from the input stays as it is.
        mutating func part(_ json: JSONValue, depth: Int) -> Part {
            guard depth < LanguageLimits.deepestNesting else {
                flaws.append(
                    Diagnostic(at: json.position, found: "a deeply nested template", expected: "expected fewer levels"))
                return .constant(json)
            }
            switch json.content {
            case .array(let elements):
                let parts = elements.map { part($0, depth: depth + 1) }
                return parts.allSatisfy(\.isConstant) ? .constant(json) : .list(parts)
            case .object(let object):
                let members = object.members.map { member($0, of: object, depth: depth + 1) }
                let isConstant = members.allSatisfy(\.part.isConstant)
                return isConstant ? .constant(json) : .object(members)
            default: return .constant(json)
            }
        }

        private mutating func member(_ member: JSONObject.Member, of object: JSONObject, depth: Int) -> Member {
            guard member.key.hasSuffix(".$") else {
                return Member(
                    key: member.key, keyPosition: member.keyPosition, part: part(member.value, depth: depth))
            }
            let key = String(member.key.dropLast(2))
            if object[key] != nil {
                flaws.append(
                    Diagnostic(
                        at: member.keyPosition, found: "both '\(key)' and '\(member.key)'", expected: "keep one of them"
                    ))
            }
            return Member(key: key, keyPosition: member.keyPosition, part: expression(member))
        }

        private mutating func expression(_ member: JSONObject.Member) -> Part {
            guard let text = member.value.string else {
                flaws.append(
                    Diagnostic(
                        at: member.value.position, found: "\(member.value.kindName) for '\(member.key)'",
                        expected: "expected a JSONPath or a States function, since the key ends in '.$'"))
                return .constant(member.value)
            }
            do throws(Diagnostics) {
                return .expression(try IntrinsicExpression(text, at: member.value.position))
            } catch {
                flaws += error.all
                return .constant(member.value)
            }
        }
    }
}

extension PayloadTemplate.Part {
    fileprivate var isConstant: Bool { if case .constant = self { true } else { false } }
}

/// Why filling a payload template failed, by States Language's error names.
public enum PayloadTemplateError: Error, Sendable, Hashable {
    /// A path names nothing in the input: `States.ParameterPathFailure`.
    case parameterPathFailure(path: String)
    /// A function was given what it cannot work on: `States.IntrinsicFailure`.
    case intrinsicFailure(function: String, cause: String)

    /// The error name that workflows retry and catch.
    public var name: String {
        switch self {
        case .parameterPathFailure: "States.ParameterPathFailure"
        case .intrinsicFailure: "States.IntrinsicFailure"
        }
    }
}

extension PayloadTemplateError: CustomStringConvertible {
    /// The name and what happened.
    public var description: String {
        switch self {
        case .parameterPathFailure(let path): "\(name): '\(path)' names nothing in the input"
        case .intrinsicFailure(let function, let cause): "\(name): \(function) \(cause)"
        }
    }
}
