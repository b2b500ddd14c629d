import Simulation
import Templates
import Values

/// Makes functions from their resources, what configures them, and the behaviours that flows declare.
enum FunctionBuilder {
    static let modelled: Set<String> = [
        "FunctionName", "Timeout", "MemorySize", "ReservedConcurrentExecutions", "DeadLetterConfig", "Role", "Code",
        "Handler", "Runtime", "Environment", "Architectures", "LoggingConfig", "PackageType", "Layers",
    ]

    static func make(_ resource: Resource, _ id: ComponentID, _ builder: inout CloudBuilder) -> (any Emulator)? {
        var settings = FunctionSettings(resource)
        if let arn = resource.string("DeadLetterConfig", "TargetArn") {
            settings.deadLetters = destination(arn, "dead-letter queue", resource, &builder)
        }
        readQualifiers(of: resource, into: &settings, builder.stack)
        for other in builder.stack.resources
        where other.type == "AWS::Lambda::EventInvokeConfig"
            && builder.stack.function(named: other.string("FunctionName") ?? "")?.function.logicalID
                == resource.logicalID
        {
            read(other, into: &settings, &builder)
        }
        settings.urlQualifier = urlQualifier(of: resource, settings, builder.stack)
        if let reserved = settings.reservedConcurrency {
            let provisioned = settings.qualifiers.reduce(0) { $0 + $1.provisioned }
            if provisioned > reserved {
                builder.findings.append(
                    Diagnostic(
                        .warning, at: resource.position,
                        found: "\(resource.logicalID) provisions \(provisioned) environments and reserves \(reserved)",
                        expected: "Lambda refuses to provision more than a function reserves"))
            }
        }
        return Function(
            id: id, settings: settings, codes: codes(of: resource, settings, builder),
            random: builder.random("function \(resource.logicalID)"))
    }

    /// Which version or alias the function's URL leads to: that of its target, or the one it names.
    private static func urlQualifier(
        of function: Resource, _ settings: FunctionSettings, _ stack: Stack
    ) -> UInt16? {
        for url in stack.resources where url.type == "AWS::Lambda::Url" {
            guard let target = stack.function(named: url.string("TargetFunctionArn") ?? ""),
                target.function.logicalID == function.logicalID
            else { continue }
            let named = url.string("Qualifier").flatMap { name in
                settings.qualifiers.firstIndex { $0.name == name }
            }
            return named.map { UInt16($0) } ?? target.qualifier
        }
        return nil
    }

    /// The code of each version: that which the flow declares for it by its logical id, else the function's.
    private static func codes(
        of function: Resource, _ settings: FunctionSettings, _ builder: CloudBuilder
    ) -> [FunctionCode] {
        let usual = builder.behaviours[function.logicalID] ?? FunctionBehaviour(isAssumed: true)
        let isEnrichment = builder.stack.resources.contains { resource in
            resource.type == "AWS::Pipes::Pipe"
                && builder.stack.function(named: resource.string("Enrichment") ?? "")?.function.logicalID
                    == function.logicalID
        }
        return settings.versions.enumerated().map { place, name in
            var behaviour = place == 0 ? usual : builder.behaviours[name] ?? usual
            // What an enrichment returns is what the pipe's target gets: with nothing to add, it is what came.
            if isEnrichment, behaviour.response == nil { behaviour.response = .input }
            let targets = behaviour.calls.map { call in
                let resource = builder.stack[call.resource]
                let called = resource.flatMap { builder.stack.function(named: $0.arn ?? $0.physicalID) }
                return DeliveryTarget(
                    component: builder.component(call.resource) ?? .none, action: call.action,
                    qualifier: call.action == .invokeFunction ? called?.qualifier ?? 0 : 0, arn: resource?.arn ?? "")
            }
            return FunctionCode(behaviour: behaviour, targets: targets)
        }
    }

    // MARK: Versions and aliases

    private static func readQualifiers(of function: Resource, into settings: inout FunctionSettings, _ stack: Stack) {
        let qualifiers = stack.qualifiers(of: function)
        for version in qualifiers where version.type == "AWS::Lambda::Version" {
            settings.versions.append(version.logicalID)
        }
        for resource in qualifiers {
            var qualifier = FunctionQualifier(name: "1", weights: [])
            if resource.type == "AWS::Lambda::Version" {
                let place = settings.versions.firstIndex(of: resource.logicalID) ?? 0
                qualifier.weights = [(place, 1)]
            } else {
                qualifier.name = resource.string("Name") ?? resource.logicalID
                qualifier.weights = weights(of: resource, settings)
            }
            qualifier.provisioned = resource.integer(
                "ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions", default: 0)
            settings.qualifiers.append(qualifier)
        }
    }

    /// The versions an alias leads to: its own gets what the additional ones leave.
    private static func weights(of alias: Resource, _ settings: FunctionSettings) -> [(version: Int, weight: Double)] {
        func version(at path: [String]) -> Int {
            let target = alias.references.first { $0.path == path }?.target
            return target.flatMap { settings.versions.firstIndex(of: $0) } ?? 0
        }
        var rest = 1.0
        var weights: [(version: Int, weight: Double)] = []
        let additional = alias.property("RoutingConfig", "AdditionalVersionWeights")?.array ?? []
        for (place, entry) in additional.enumerated() {
            let weight = entry["FunctionWeight"]?.numberWritten ?? 0
            rest -= weight
            weights.append(
                (version(at: ["RoutingConfig", "AdditionalVersionWeights", "\(place)", "FunctionVersion"]), weight))
        }
        return [(version(at: ["FunctionVersion"]), rest)] + weights
    }

    // MARK: Asynchronous invocation

    private static func read(
        _ config: Resource, into settings: inout FunctionSettings, _ builder: inout CloudBuilder
    ) {
        var asynchronous = AsynchronousSettings()
        asynchronous.maximumRetryAttempts = config.integer("MaximumRetryAttempts", default: 2)
        asynchronous.maximumEventAge = Int64(config.integer("MaximumEventAgeInSeconds", default: 21_600)) * second
        if let arn = config.string("DestinationConfig", "OnSuccess", "Destination") {
            asynchronous.onSuccess = destination(arn, "OnSuccess destination", config, &builder)
        }
        if let arn = config.string("DestinationConfig", "OnFailure", "Destination") {
            asynchronous.onFailure = destination(arn, "OnFailure destination", config, &builder)
        }
        let name = config.string("Qualifier") ?? "$LATEST"
        for place in settings.qualifiers.indices where settings.qualifiers[place].name == name {
            settings.qualifiers[place].asynchronous = asynchronous
        }
    }

    static func destination(
        _ arn: String, _ what: String, _ resource: Resource, _ builder: inout CloudBuilder
    ) -> DeliveryTarget? {
        let target = builder.target(arn: arn)
        if let target, target.action != .putRecord, target.action != .invokeAPIDestination { return target }
        builder.findings.append(
            Diagnostic(
                .warning, at: resource.position,
                found: "the \(what) of \(resource.logicalID) is no queue, topic, function or bus of the template",
                expected: "nothing is sent there"))
        return nil
    }

    /// Whether a destination or a schedule names the default bus, which no template declares.
    static func sendsToDefaultBus(_ resource: Resource) -> Bool {
        let names = [
            resource.string("DestinationConfig", "OnSuccess", "Destination"),
            resource.string("DestinationConfig", "OnFailure", "Destination"), resource.string("Target", "Arn"),
            resource.string("Target"),
        ]
        return names.contains(CloudBuilder.defaultBusARN)
    }

    /// What functions set aside of the account's concurrency, and whether enough stays for the others.
    static func account(of stack: Stack, quota: Int, _ findings: inout [Diagnostic]) -> Account {
        var setAside = 0
        for function in stack.resources where function.type == "AWS::Lambda::Function" {
            let provisioned = stack.qualifiers(of: function).reduce(0) {
                $0 + $1.integer("ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions", default: 0)
            }
            setAside +=
                function.property("ReservedConcurrentExecutions") == nil
                ? provisioned : function.integer("ReservedConcurrentExecutions", default: 0)
        }
        if setAside > quota - Account.leastUnreserved {
            findings.append(
                Diagnostic(
                    .warning, at: SourcePosition(file: stack.file),
                    found: "functions set aside \(setAside) of \(quota) concurrent invocations",
                    expected:
                        "Lambda keeps \(Account.leastUnreserved) for functions that reserve none, and refuses more"))
        }
        return Account(quota: quota, setAside: setAside)
    }
}
