import Values

/// Resolves intrinsic functions to what a deployment would give.
///
/// One evaluator serves a whole template, since references lead from resource to resource: the name of a queue may be
/// built from the name of a table.
struct Evaluator {
    /// How far to go.
    enum Extent {
        /// Parameters, mappings and conditions only; references to resources stay as they are. Serverless resources are
        /// expanded from this form.
        case parameters
        /// Everything.
        case all
    }

    /// How long a chain of conditions or of names that need each other may be: it is followed by recursion.
    static let chainLimit = 200

    let deployment: Deployment
    let mappings: JSONObject
    let conditions: JSONObject
    let parameters: [String: Parameter]
    /// Where local files come from, and which place the stack has among others.
    var source: TemplateSource

    /// The resources that references may name, by logical id. Empty while only parameters are resolved.
    var resources: [String: TemplateResource] = [:]
    /// Names that stand for another resource, such as `Function.Alias` for the alias that SAM makes.
    var aliases: [String: String] = [:]
    /// All logical ids, also of resources whose condition does not hold.
    var resourceNames: Set<String> = []

    var problems: [Diagnostic] = []
    /// How many names may still be compared with misspelt ones.
    var guessesLeft = 100_000
    var extent = Extent.parameters
    /// References met since the caller last emptied the list.
    var references: [Reference] = []
    /// Where in the properties evaluation stands.
    var path: [String] = []
    /// Whether references are recorded and problems reported: not while another resource's name is being resolved.
    var isQuiet = false

    var conditionResults: [String: Bool] = [:]
    var conditionsInProgress: Set<String> = []
    var identities: [String: Identity] = [:]
    var identitiesInProgress: Set<String> = []
    var assumedParameters: Set<String> = []
    /// The nested stacks read so far, by logical id; nil where there is no local template.
    var nestedStacks: [String: Stack?] = [:]
    /// The files read so far.
    var files: [String] = []
    private var depth = 0

    init(
        deployment: Deployment,
        mappings: JSONObject,
        conditions: JSONObject,
        parameters: [Parameter],
        source: TemplateSource
    ) {
        self.deployment = deployment
        self.mappings = mappings
        self.conditions = conditions
        self.parameters = Dictionary(parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.source = source
    }

    /// Notes something wrong.
    mutating func fail(
        _ severity: Diagnostic.Severity = .error,
        at place: SourcePosition,
        _ found: String,
        _ expected: String,
        nearest: String? = nil
    ) {
        guard !isQuiet else { return }
        problems.append(Diagnostic(severity, at: place, found: found, expected: expected, nearest: nearest))
    }

    /// The value with its functions resolved; nil where `AWS::NoValue` removes it.
    mutating func evaluate(_ value: JSONValue) -> JSONValue? {
        switch value.content {
        case .null, .bool, .integer, .double, .string: return value
        case .array(let elements):
            var results: [JSONValue] = []
            results.reserveCapacity(elements.count)
            for element in elements {
                path.append(String(results.count))
                if let result = evaluate(element) { results.append(result) }
                path.removeLast()
            }
            return JSONValue(.array(results), at: value.position)
        case .object(let object):
            if object.count == 1, let member = object.members.first, isFunctionName(member.key) {
                return call(member, in: value)
            }
            return evaluate(members: object, at: value.position)
        }
    }

    private mutating func evaluate(members object: JSONObject, at place: SourcePosition) -> JSONValue? {
        var results: [JSONObject.Member] = []
        results.reserveCapacity(object.count)
        for member in object {
            if member.key.hasPrefix("Fn::"), !isLoop(member.key), member.key != "Fn::Transform" {
                fail(
                    at: member.keyPosition,
                    "'\(member.key)' beside other keys",
                    "make it the only key of its object"
                )
            }
            path.append(member.key)
            if let result = evaluate(member.value) {
                results.append(JSONObject.Member(key: member.key, keyPosition: member.keyPosition, value: result))
            }
            path.removeLast()
        }
        return JSONValue(.object(JSONObject(results)), at: place)
    }

    private func isFunctionName(_ key: String) -> Bool { key == "Ref" || key.hasPrefix("Fn::") }

    /// Calls the function that a one-member object names. Functions inside functions count towards the depth.
    private mutating func call(_ member: JSONObject.Member, in value: JSONValue) -> JSONValue? {
        depth += 1
        defer { depth -= 1 }
        if depth > 64 {
            fail(at: value.position, "functions nested more than 64 deep", "nest less deeply")
            return JSONValue(.string(""), at: value.position)
        }
        let argument = member.value
        let place = value.position
        switch member.key {
        case "Ref":
            // With the language extensions the name may be built.
            guard let name = argument.string ?? (argument.object == nil ? nil : evaluate(argument)?.string) else {
                fail(at: argument.position, "\(argument.kindName) in 'Ref'", "give a parameter's or resource's name")
                return value
            }
            return ref(name, in: value)
        case "Fn::GetAtt": return getAtt(argument, in: value)
        case "Fn::Sub": return sub(argument, in: value)
        case "Fn::Join": return join(argument, in: value)
        case "Fn::Select": return select(argument, in: value)
        case "Fn::Split": return split(argument, in: value)
        case "Fn::If": return conditional(argument, in: value)
        case "Fn::FindInMap": return findInMap(argument, in: value)
        case "Fn::Base64": return base64(argument, in: value)
        case "Fn::GetAZs": return availabilityZones(argument, at: place)
        case "Fn::Cidr": return cidr(argument, in: value)
        case "Fn::ImportValue": return importValue(argument, in: value)
        case "Fn::GetStackOutput": return stackOutput(argument, at: place)
        case "Fn::ToJsonString": return toJSONString(argument, in: value)
        case "Fn::Length": return length(argument, in: value)
        case "Fn::Transform": return transform(argument, in: value)
        case "Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals":
            return JSONValue(.bool(holds(value)), at: place)
        default:
            if isLoop(member.key) { return evaluate(members: JSONObject([member]), at: place) }
            fail(
                at: member.keyPosition,
                "unknown function '\(member.key)'",
                "use one of CloudFormation's functions",
                nearest: nearestName(to: member.key, among: functionNames)
            )
            return value
        }
    }
}

/// Whether a key is `Fn::ForEach::Name`.
func isLoop(_ key: String) -> Bool { key.hasPrefix("Fn::ForEach::") }

/// The functions of CloudFormation.
let functionNames = [
    "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::GetAtt", "Fn::GetAZs",
    "Fn::GetStackOutput", "Fn::If",
    "Fn::ImportValue", "Fn::Join", "Fn::Length", "Fn::Not", "Fn::Or", "Fn::Select", "Fn::Split", "Fn::Sub",
    "Fn::ToJsonString", "Fn::Transform", "Ref",
]
