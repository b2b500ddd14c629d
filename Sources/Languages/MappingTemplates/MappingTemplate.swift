import Values

/// A mapping template of API Gateway, compiled: Velocity Template Language as far as integrations use it.
///
/// Understood are text, comments, references with properties, indices and the methods of `MappingMethod`, `$input`, `$util`,
/// `$context`, `$stageVariables`, and the directives `#set`, `#if`, `#elseif`, `#else`, `#foreach`, `#break`, `#stop` and
/// `#end`. Anything else of the language (`#macro`, `#parse` …) is told as not supported, at its place. By
/// docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html and Velocity's guide.
public struct MappingTemplate: Sendable, Hashable {
    indirect enum Node: Sendable, Hashable {
        case text(String)
        case reference(Reference)
        case set(String, Expression)
        case choice([Branch], otherwise: [Node])
        case loop(String, Expression, [Node])
        /// A map or list variable whose element is set: `#set($map.key = …)`, `#set($list[0] = …)`.
        case setElement(String, key: Expression, Expression)
        case stopLoop
        case stop
    }

    struct Branch: Sendable, Hashable {
        let condition: Expression
        let nodes: [Node]
    }

    /// What stands after a `$`.
    struct Reference: Sendable, Hashable {
        let root: Root
        let steps: [Step]
        /// Whether nothing is printed where the reference has no value: `$!name`.
        let isQuiet: Bool
        /// The reference as it was written, which is what Velocity prints where a variable has no value.
        let source: String
    }

    indirect enum Root: Sendable, Hashable {
        case variable(String)
        case body
        case json(PathArgument)
        case path(PathArgument)
        case parameter(Expression)
        case parameters
        case context
        case stageVariables
        case utility(Utility, Expression)
    }

    enum PathArgument: Sendable, Hashable {
        case compiled(JSONPath)
        case computed(Expression)
    }

    enum Step: Sendable, Hashable {
        case property(String)
        case index(Expression)
        case call(MappingMethod, [Expression])
    }

    /// The functions of `$util`.
    enum Utility: String, Sendable, Hashable, CaseIterable {
        case escapeJavaScript
        case parseJson
        case urlEncode
        case urlDecode
        case base64Encode
        case base64Decode
    }

    indirect enum Expression: Sendable, Hashable {
        case literal(JSONValue)
        /// A text in double quotes: references in it are replaced.
        case interpolated([Node])
        case reference(Reference)
        case list([Expression])
        case range(Expression, Expression)
        case map([Entry])
        case not(Expression)
        case binary(Operation, Expression, Expression)
    }

    struct Entry: Sendable, Hashable {
        let key: Expression
        let value: Expression
    }

    enum Operation: String, Sendable, Hashable {
        case or = "||"
        case and = "&&"
        case equal = "=="
        case unequal = "!="
        case atMost = "<="
        case atLeast = ">="
        case less = "<"
        case more = ">"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
        case modulo = "%"
    }

    /// The largest template: 300 KB by docs.aws.amazon.com/apigateway/latest/developerguide/limits.html.
    static let mostBytes = 300 * 1024
    /// The most iterations of a loop, by the same page.
    static let mostIterations = 1000
    /// The most iterations of all loops together, so that nested ones come to an end.
    static let mostIterationsInAll = 100_000

    let nodes: [Node]

    /// Compiles a template.
    /// - Throws: The first thing that is not understood, with its line and column within the template.
    public init(_ text: String, at position: SourcePosition = .none) throws(Diagnostics) {
        guard text.utf8.count <= Self.mostBytes else {
            throw Diagnostics([
                Diagnostic(
                    at: position, found: "a mapping template of \(text.utf8.count) bytes",
                    expected: "API Gateway refuses more than \(Self.mostBytes)")
            ])
        }
        var parser = MappingTemplateParser(TextCursor(text))
        do throws(TextFlaw) {
            nodes = try parser.parse()
        } catch {
            throw Diagnostics([Self.diagnostic(error, in: parser.cursor.scalars, at: position)])
        }
    }

    /// Compiles a template given as a value of a document.
    /// - Throws: What of it is not understood, at the value's place.
    public init(_ json: JSONValue) throws(Diagnostics) {
        guard let text = json.string else {
            throw Diagnostics([
                Diagnostic(
                    at: json.position, found: "\(json.kindName) as a mapping template", expected: "expected a text")
            ])
        }
        try self.init(text, at: json.position)
    }

    private static func diagnostic(
        _ flaw: TextFlaw, in scalars: [Unicode.Scalar], at position: SourcePosition
    ) -> Diagnostic {
        var line = 1
        var column = 1
        for scalar in scalars.prefix(flaw.offset) {
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        return Diagnostic(
            at: position, found: "\(flaw.found) at \(line):\(column) of the mapping template", expected: flaw.expected,
            nearest: flaw.nearest)
    }

    /// Fills the template.
    /// - Throws: What makes the gateway answer with an error instead.
    public func render(_ request: GatewayRequest) throws(MappingTemplateError) -> String {
        var renderer = MappingRenderer(request: request)
        return try renderer.render(nodes)
    }
}
