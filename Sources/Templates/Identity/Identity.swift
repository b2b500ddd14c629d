import Values

/// What a deployed resource is called.
struct Identity {
    /// The name: the one its properties give, or the logical id where AWS would make one up.
    var name: String
    /// What `Ref` gives.
    var physicalID: String
    /// The ARN; nil for resources that have none.
    var arn: String?
}

/// How resources of one type are called.
///
/// Patterns hold literal text, `{name}`, `{/name}` (with one slash), `{id}`, `{ref}`, `{region}`, `{account}`,
/// `{partition}`, `{domain}`, `{stack}`, and properties such as `{FunctionName}`; `{FunctionName|name}` is the last
/// part of an ARN or path. A bracketed part is left out where a property inside it is not given.
struct IdentityRule {
    /// The CloudFormation type.
    let type: String
    /// The property that gives the name, if there is one; `A.B` looks inside `A`.
    let nameProperty: String?
    /// The pattern of what `Ref` gives.
    let ref: String
    /// The pattern of the ARN; empty for none.
    let arn: String
    /// The patterns of attributes other than `Arn`.
    let attributes: [String: String]

    init(
        _ type: String,
        name: String? = nil,
        ref: String = "{name}",
        arn: String = "",
        _ attributes: [String: String] = [:]
    ) {
        self.type = type
        self.nameProperty = name
        self.ref = ref
        self.arn = arn
        self.attributes = attributes
    }
}

extension Evaluator {
    /// What a resource is called once deployed.
    mutating func identity(of logicalID: String) -> Identity {
        if let known = identities[logicalID] { return known }
        guard let resource = resources[logicalID] else {
            return Identity(name: logicalID, physicalID: logicalID, arn: nil)
        }
        guard identitiesInProgress.count < Self.chainLimit, identitiesInProgress.insert(logicalID).inserted else {
            return Identity(name: logicalID, physicalID: logicalID, arn: nil)
        }
        defer { identitiesInProgress.remove(logicalID) }
        let rule = identityRules[resource.type]
        var name = source.named(logicalID)
        if let property = rule?.nameProperty, let given = quietText(property, of: resource), !given.isEmpty {
            name = given
        } else if isFirstInFirstOut(resource) {
            // Generated names of FIFO queues and topics keep the ending that makes them FIFO.
            name += ".fifo"
        }
        var identity = Identity(name: name, physicalID: name, arn: nil)
        if let rule {
            if !rule.arn.isEmpty { identity.arn = filled(rule.arn, for: resource, identity) }
            identity.physicalID = filled(rule.ref, for: resource, identity)
        }
        identities[logicalID] = identity
        return identity
    }

    /// What `Fn::GetAtt` gives; an attribute that the table lacks gives a text that names it.
    mutating func attribute(_ attribute: String, of logicalID: String, at place: SourcePosition) -> JSONValue {
        let identity = identity(of: logicalID)
        guard let resource = resources[logicalID] else { return JSONValue(logicalID + "." + attribute) }
        let rule = identityRules[resource.type]
        if let pattern = rule?.attributes[attribute] { return JSONValue(filled(pattern, for: resource, identity)) }
        if let arn = identity.arn, attribute == "Arn" || attribute == resource.shortType + "Arn" {
            return JSONValue(arn)
        }
        if attribute.hasPrefix("Outputs.") {
            return output(String(attribute.dropFirst(8)), of: logicalID, at: place)
        }
        if let rule, rule.attributes.count > 0, resource.type != "AWS::CloudFormation::CustomResource",
            let nearest = nearestName(to: attribute, among: rule.attributes.keys.sorted() + ["Arn"])
        {
            fail(
                .warning,
                at: place,
                "attribute '\(attribute)' of '\(logicalID)', which \(resource.type) may not have",
                "use one that its documentation lists",
                nearest: nearest
            )
        }
        return JSONValue("\(source.named(logicalID)).\(attribute)")
    }

    /// Fills a pattern of the table.
    private mutating func filled(_ pattern: String, for resource: TemplateResource, _ identity: Identity) -> String {
        var result = ""
        var bracketStart: String.Index?
        var bracketHolds = true
        var rest = pattern[...]
        while let character = rest.first {
            rest.removeFirst()
            switch character {
            case "[":
                bracketStart = result.endIndex
                bracketHolds = true
            case "]":
                if !bracketHolds, let start = bracketStart { result.removeSubrange(start...) }
                bracketStart = nil
            case "{":
                let name = String(rest.prefix { $0 != "}" })
                rest = rest.dropFirst(name.count + 1)
                let value = placeholder(name, for: resource, identity)
                if value == nil { bracketHolds = false }
                result += value ?? ""
            default: result.append(character)
            }
        }
        return result
    }

    private mutating func placeholder(
        _ name: String,
        for resource: TemplateResource,
        _ identity: Identity
    ) -> String? {
        switch name {
        case "name": return identity.name
        case "/name": return identity.name.hasPrefix("/") ? identity.name : "/" + identity.name
        case "ref": return identity.physicalID
        case "arn": return identity.arn
        case "id": return source.named(resource.logicalID)
        case "region": return deployment.region
        case "account": return deployment.account
        case "partition": return deployment.partition
        case "domain": return deployment.domain
        case "stack": return deployment.stackName
        default: break
        }
        let parts = name.split(separator: "|")
        guard let text = quietText(String(parts[0]), of: resource), !text.isEmpty else { return nil }
        guard parts.count == 2 else { return text }
        let last = text.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? text
        // The bus that every account has is not written into names.
        return parts[1] == "bus" && last == "default" ? nil : last
    }

    /// A property's text, resolved without recording where it came from: the resource itself reports and records it.
    private mutating func quietText(_ property: String, of resource: TemplateResource) -> String? {
        var value: JSONValue?
        for (index, part) in property.split(separator: ".").enumerated() {
            value = index == 0 ? resource.properties[String(part)] : value?[String(part)]
        }
        guard let value else { return nil }
        if let text = value.string { return text }
        let before = (isQuiet, path)
        isQuiet = true
        defer { (isQuiet, path) = before }
        return evaluate(value).flatMap(plainText)
    }

    private mutating func isFirstInFirstOut(_ resource: TemplateResource) -> Bool {
        switch resource.type {
        case "AWS::SQS::Queue": quietText("FifoQueue", of: resource) == "true"
        case "AWS::SNS::Topic": quietText("FifoTopic", of: resource) == "true"
        default: false
        }
    }
}

extension TemplateResource {
    /// The last part of the type: `Queue` of `AWS::SQS::Queue`.
    var shortType: String { type.split(separator: ":").last.map(String.init) ?? type }
}
