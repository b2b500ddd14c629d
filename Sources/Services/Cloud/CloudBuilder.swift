import Languages
import Simulation
import Templates
import Values

/// Builds a cloud from a stack: gives every component its number, then makes each from its resource and the plumbing
/// that names it.
struct CloudBuilder {
    let stack: Stack
    let behaviours: [String: FunctionBehaviour]
    let seed: UInt64
    /// How many invocations the account's functions may run at once.
    let concurrencyQuota: Int
    /// As whom calls are made.
    var identities = Identities()
    /// Numbers by logical id.
    private(set) var numbers: [String: ComponentID] = [:]
    /// Systems outside of the stack that it calls, in the order they were found; their numbers follow the resources'.
    private var outsides: [String] = []
    private var firstOutside = 0
    /// What the emulation leaves out, and what cannot run.
    var findings: [Diagnostic] = []

    init(
        stack: Stack, behaviours: [String: FunctionBehaviour], seed: UInt64,
        concurrencyQuota: Int = Account.concurrencyQuota
    ) {
        self.concurrencyQuota = concurrencyQuota
        self.stack = stack
        self.behaviours = behaviours
        self.seed = seed
    }

    /// The cloud, ready to start, and what it leaves out.
    mutating func build(traffic: [TrafficSource]) -> Cloud {
        let resources = stack.resources.filter(ServiceTable.runs)
        for resource in resources { numbers[resource.logicalID] = ComponentID(numbers.count) }
        let needsDefaultBus = usesDefaultBus(traffic)
        if needsDefaultBus { numbers[CloudBuilder.defaultBus] = ComponentID(numbers.count) }
        firstOutside = numbers.count

        var components: [Component] = []
        for resource in resources {
            guard let row = ServiceTable.byType[resource.type] else { continue }
            let id = ComponentID(components.count)
            let told = findings.count
            reportUnmodelled(resource, row.modelled)
            let emulator = row.make(resource, id, &self) ?? Unavailable(id: id)
            // What SAM has added stands nowhere in the template; what it was added for does.
            for place in told..<findings.count {
                findings[place].position = findings[place].position.or(resource.position)
            }
            components.append(
                Component(
                    logicalID: resource.logicalID, type: resource.type, arn: resource.arn ?? "",
                    identity: identities.number(of: Identity(of: resource, in: stack)), emulator: emulator))
        }
        if needsDefaultBus {
            let arn = CloudBuilder.defaultBusARN
            components.append(
                Component(
                    logicalID: CloudBuilder.defaultBus, type: "AWS::Events::EventBus", arn: arn,
                    identity: identities.number(of: .service("events.amazonaws.com", source: arn)),
                    emulator: EventBusBuilder.bus(
                        ComponentID(components.count), names: ["default", arn, ""], &self)))
        }
        for name in outsides {
            components.append(
                Component(
                    logicalID: name, type: "", arn: "", identity: .owner,
                    emulator: Outside(id: ComponentID(components.count))))
        }
        for source in traffic {
            guard let target = numbers[source.target] else { continue }
            let id = ComponentID(components.count)
            components.append(
                Component(
                    logicalID: source.node, type: "", arn: "", identity: .owner,
                    emulator: Client(
                        id: id, source: source, target: target,
                        random: RandomStream(seed: seed, name: "traffic \(source.name)"))))
        }
        for resource in stack.resources where !ServiceTable.runs(resource) {
            if let modelled = ServiceTable.plumbing[resource.type] ?? nil { reportUnmodelled(resource, modelled) }
        }
        let account = FunctionBuilder.account(of: stack, quota: concurrencyQuota, &findings)
        return Cloud(
            components: components, authoriser: Authoriser(stack: stack, identities: identities), account: account,
            random: random("faults"))
    }

    // MARK: Finding components

    /// The logical id of the account's default event bus, which no template declares.
    static let defaultBus = "default"
    static let defaultBusARN = "arn:aws:events:us-east-1:123456789012:event-bus/default"

    /// The component of a resource.
    func component(_ logicalID: String?) -> ComponentID? { logicalID.flatMap { numbers[$0] } }

    /// The component that an ARN, a queue URL or a name of a known type refers to.
    func component(named text: String?, ofType type: String? = nil) -> ComponentID? {
        guard let text else { return nil }
        if text == CloudBuilder.defaultBusARN || (text == "default" && type == "AWS::Events::EventBus") {
            return numbers[CloudBuilder.defaultBus]
        }
        let resource =
            stack.resource(arn: text) ?? stack.resource(physicalID: text)
            ?? type.flatMap { stack.resource(named: text, ofType: $0) }
        return component(resource?.logicalID)
    }

    /// The component of a system outside, by the name that the topology gives its node.
    mutating func outside(named name: String) -> ComponentID {
        let place = outsides.firstIndex(of: name) ?? outsides.count
        if place == outsides.count { outsides.append(name) }
        return ComponentID(firstOutside + place)
    }

    /// A stream of random numbers of its own for each cause.
    func random(_ name: String) -> RandomStream { RandomStream(seed: seed, name: name) }

    private func usesDefaultBus(_ traffic: [TrafficSource]) -> Bool {
        let isNamed = { (name: JSONValue?) in
            name == nil || name?.string == "default" || name?.string == CloudBuilder.defaultBusARN
        }
        return traffic.contains { $0.target == CloudBuilder.defaultBus }
            || behaviours.values.contains { $0.calls.contains { $0.resource == CloudBuilder.defaultBus } }
            || stack.resources.contains { FunctionBuilder.sendsToDefaultBus($0) }
            || stack.resources.contains { $0.type == "AWS::S3::Bucket" && BucketBuilder.tellsEventBridge($0) }
            || stack.resources.contains {
                $0.type == "AWS::Events::Rule" && isNamed($0.properties["EventBusName"])
                    && $0.properties["EventPattern"] != nil && $0.properties["ScheduleExpression"] == nil
            }
    }

    /// Properties that say nothing about how events move.
    private static let silent: Set<String> = ["Tags", "Description", "DisplayName", "Name"]

    /// Whether a property switches off what is off without it.
    private static func saysNothing(_ value: JSONValue) -> Bool {
        value.bool == false || value.string == "false" || value.string == "NONE"
    }

    private mutating func reportUnmodelled(_ resource: Resource, _ modelled: Set<String>) {
        for member in resource.properties.object ?? JSONObject()
        where !modelled.contains(member.key) && !CloudBuilder.silent.contains(member.key)
            && !CloudBuilder.saysNothing(member.value)
        {
            findings.append(
                Diagnostic(
                    .warning, at: member.keyPosition.or(resource.position),
                    found: "\(resource.logicalID).\(member.key) is not modelled",
                    expected: "the run behaves as if it were not set"))
        }
    }
}

/// A component that could not be built: every call to it fails, and a finding says why.
struct Unavailable: Emulator {
    let id: ComponentID

    mutating func handle(
        _ call: Call, id: CallID, record: RecordID, at now: Instant, archive: inout Archive, effects: inout Effects
    ) -> Response {
        .result(CallResult(.validation, rule: .unsupportedRequest))
    }
}
