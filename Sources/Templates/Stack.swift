import Values

/// `Templates` owns reading SAM and CloudFormation: parameters, conditions, intrinsic functions and the expansion of
/// SAM resources. It turns a template into a `Stack` of plain CloudFormation resources. It must not know what resources
/// send to each other, how they run, or what they cost.

/// What a template deploys: CloudFormation resources with resolved properties.
///
/// Intrinsic functions are resolved as for the deployment given, by default account `123456789012` and Region
/// `us-east-1`: `!Ref` and
/// `!GetAtt` give the physical names and ARNs that deployment would give, with the logical id standing where AWS would
/// put a generated name. So every property is plain JSON, and `references` still tells which resource each came from.
public struct Stack: Sendable {
    /// The file as the user named it.
    public var file: String
    /// The template's `Description`.
    public var summary: String
    /// The resources in the order of the template; those that SAM makes follow the one they come from, and those of a
    /// nested stack whose template is a local file follow the resource that nests it.
    public var resources: [Resource] { didSet { index = StackIndex(resources) } }
    /// The parameters with their values.
    public var parameters: [Parameter]
    /// The outputs whose condition holds.
    public var outputs: [Output]
    /// What was wrong with the template or is not known, in the order of the file. Resources that could be read are
    /// there even when this holds errors.
    public var diagnostics: [Diagnostic]
    /// Where it is deployed.
    public var deployment: Deployment
    /// The files it was read from: the template first, then all that it names, each once. A change of one changes it.
    public var files: [String]
    /// Finds resources by what they are called.
    var index: StackIndex

    /// Makes a stack.
    public init(
        file: String,
        summary: String = "",
        resources: [Resource] = [],
        parameters: [Parameter] = [],
        outputs: [Output] = [],
        diagnostics: [Diagnostic] = [],
        deployment: Deployment = Deployment(),
        files: [String] = []
    ) {
        self.file = file
        self.summary = summary
        self.resources = resources
        self.parameters = parameters
        self.outputs = outputs
        self.diagnostics = diagnostics
        self.deployment = deployment
        self.files = files
        self.index = StackIndex(resources)
    }

    /// The resource with this logical id.
    public subscript(logicalID: String) -> Resource? { index.byLogicalID[logicalID].map { resources[$0] } }
}

/// One CloudFormation resource of a stack.
public struct Resource: Hashable, Sendable {
    /// The name the template gives it; in a nested stack, behind the name of the resource that nests it and a slash.
    public var logicalID: String
    /// The CloudFormation type, such as `AWS::SQS::Queue`.
    public var type: String
    /// The properties with intrinsic functions resolved.
    public var properties: JSONValue
    /// Each `Ref`, `GetAtt` and `Sub` variable in the properties that names another resource.
    public var references: [Reference]
    /// The logical ids of `DependsOn`.
    public var dependsOn: [String]
    /// Where the logical id stands in the template.
    public var position: SourcePosition
    /// The logical id of the SAM resource that this one was expanded from; nil for resources written as they are.
    public var expandedFrom: String?
    /// The SAM type of that resource, such as `AWS::Serverless::Function`.
    public var expandedFromType: String?
    /// The logical id of the resource that nests the stack it belongs to; nil in the outermost stack.
    public var stack: String?
    /// The name it is deployed under: the one its properties give, or the logical id where AWS would make one up.
    public var physicalName: String
    /// What `Ref` gives, such as a queue's URL or a topic's ARN.
    public var physicalID: String
    /// The ARN; nil for resources that have none.
    public var arn: String?

    /// Makes a resource.
    public init(
        logicalID: String,
        type: String,
        properties: JSONValue = [:],
        references: [Reference] = [],
        dependsOn: [String] = [],
        position: SourcePosition = .none,
        expandedFrom: String? = nil,
        expandedFromType: String? = nil,
        stack: String? = nil,
        physicalName: String? = nil,
        physicalID: String? = nil,
        arn: String? = nil
    ) {
        self.logicalID = logicalID
        self.type = type
        self.properties = properties
        self.references = references
        self.dependsOn = dependsOn
        self.position = position
        self.expandedFrom = expandedFrom
        self.expandedFromType = expandedFromType
        self.stack = stack
        self.physicalName = physicalName ?? logicalID
        self.physicalID = physicalID ?? physicalName ?? logicalID
        self.arn = arn
    }
}

/// A place in a resource's properties whose value came from another resource.
public struct Reference: Hashable, Sendable {
    /// Where in the properties: member names and list indexes, such as `["Environment", "Variables", "TABLE"]`.
    public var path: [String]
    /// The logical id of the resource referred to.
    public var target: String
    /// The attribute of `GetAtt`, such as `Arn`; nil for `Ref`.
    public var attribute: String?
    /// Where the reference is written.
    public var position: SourcePosition

    /// Makes a reference.
    public init(path: [String], target: String, attribute: String? = nil, position: SourcePosition = .none) {
        self.path = path
        self.target = target
        self.attribute = attribute
        self.position = position
    }
}

/// A template parameter and the value it has.
public struct Parameter: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The declared type, such as `Number`.
    public var type: String
    /// The value: the override, else the default; nil when there is neither.
    public var value: JSONValue?
    /// The values that it may have; empty for any.
    public var allowed: [JSONValue]
    /// What the template says of it.
    public var summary: String
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes a parameter.
    public init(
        name: String,
        type: String,
        value: JSONValue?,
        allowed: [JSONValue] = [],
        summary: String = "",
        position: SourcePosition = .none
    ) {
        self.name = name
        self.type = type
        self.value = value
        self.allowed = allowed
        self.summary = summary
        self.position = position
    }
}

/// An output of a stack.
public struct Output: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its resolved value.
    public var value: JSONValue
    /// The name under which other stacks import it.
    public var exportName: String?
    /// The resources that the value comes from.
    public var references: [Reference]
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes an output.
    public init(
        name: String,
        value: JSONValue,
        exportName: String? = nil,
        references: [Reference] = [],
        position: SourcePosition = .none
    ) {
        self.name = name
        self.value = value
        self.exportName = exportName
        self.references = references
        self.position = position
    }
}
