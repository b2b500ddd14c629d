import Simulation
import Testing
import Values

@testable import Services

/// A modelled property, two values of it, and what is seen with each.
struct PropertyRow: Sendable, CustomTestStringConvertible {
    /// The CloudFormation type and the property of it.
    let type: String
    let property: String
    /// The row of the conformance table that says what it changes.
    let predictedBy: String
    /// What stands for `%` in the template, before and after.
    let values: [String]
    /// Other properties that have to change with it.
    var together: Set<String> = []
    let template: String
    var behaviours: [String: FunctionBehaviour] = [:]
    var faults: [(at: Double, target: String, state: FaultState)] = []
    var until: Double = 60
    let steps: [Step]
    /// What is seen with the first value and with the second.
    let expected: [String]
    let seen: @Sendable (Lab) throws -> String

    var testDescription: String { "\(type) \(property)" }

    func text(_ place: Int) -> String { template.replacing("%", with: values[place]) }

    func lab(_ place: Int) throws -> Lab {
        try Lab(text(place), behaviours: behaviours, faults: faults, until: until, steps)
    }
}

/// Rows of one type.
struct PropertyRows {
    let type: String
    let template: String

    /// A row with a template of its own.
    func row(
        _ property: String, _ predictedBy: String, _ values: [String], with together: Set<String> = [],
        _ template: String, behaviours: [String: FunctionBehaviour] = [:],
        faults: [(at: Double, target: String, state: FaultState)] = [], until: Double = 60, _ steps: [Step] = [],
        shows expected: [String], _ seen: @escaping @Sendable (Lab) throws -> String
    ) -> PropertyRow {
        PropertyRow(
            type: type, property: property, predictedBy: predictedBy, values: values, together: together,
            template: "Resources:\n" + template, behaviours: behaviours, faults: faults, until: until, steps: steps,
            expected: expected, seen: seen)
    }

    /// A row with the template of the others.
    func row(
        _ property: String, _ predictedBy: String, _ values: [String], with together: Set<String> = [],
        behaviours: [String: FunctionBehaviour] = [:],
        faults: [(at: Double, target: String, state: FaultState)] = [], until: Double = 60, _ steps: [Step] = [],
        shows expected: [String], _ seen: @escaping @Sendable (Lab) throws -> String
    ) -> PropertyRow {
        row(
            property, predictedBy, values, with: together, template, behaviours: behaviours, faults: faults,
            until: until, steps, shows: expected, seen)
    }
}

/// Resources that templates are put together of.
enum Parts {
    static let role = """
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {}
              Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: "*", Resource: "*"}]}}]

        """
    static func of(_ id: String, _ type: String, _ properties: String = "") -> String {
        "  \(id): {Type: \(type), Properties: {\(properties)}}\n"
    }
    static func queue(_ id: String, _ properties: String = "") -> String { of(id, "AWS::SQS::Queue", properties) }

    /// Queues that take what anyone sends.
    static func open(_ queues: String...) -> String {
        queues.map { queue($0) }.joined()
            + """
              Open:
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [\(queues.map { "!Ref \($0)" }.joined(separator: ", "))]
                  PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "sqs:*", Resource: "*"}]}

            """
    }

    /// A function that anyone may invoke and that may do anything.
    static func function(_ id: String, _ properties: String = "") -> String {
        of(
            id, "AWS::Lambda::Function",
            "Runtime: python3.13, Handler: index.handler, Code: {ZipFile: x}, Role: !GetAtt Role.Arn, \(properties)")
            + of(
                id + "Open", "AWS::Lambda::Permission",
                "Action: lambda:InvokeFunction, FunctionName: !Ref \(id), Principal: '*'")
    }

    static func behaviour(
        seconds: Double = 0.02, coldStart: Double = 0, fails: Bool = false, reports: Bool = false
    ) -> FunctionBehaviour {
        var behaviour = FunctionBehaviour(
            duration: .constant(Int64(seconds * 1e9)), reportsItemFailures: reports,
            coldStart: .constant(Int64(coldStart * 1e9)))
        if fails { behaviour.failures = [BehaviourFailure(error: "Broken")] }
        return behaviour
    }
}

/// What is seen of a run, in a few words.
extension Lab {
    /// How often something happened.
    func count(_ action: Action, to target: String? = nil, outcome: Outcome? = nil) -> String {
        "\(records(action, to: target).count { outcome == nil || $0.outcome == outcome })"
    }

    /// When something was sent, in whole seconds.
    func times(_ action: Action, to target: String? = nil) -> String {
        records(action, to: target).map { "\(Int($0.sent.seconds.rounded()))" }.joined(separator: " ")
    }

    /// How steps ended.
    func outcomes(_ steps: Int...) throws -> String {
        try steps.map { "\(try outcome($0))" }.joined(separator: " ")
    }

    /// The messages that components hold.
    func counts(of components: String...) throws -> String {
        try components.map { "\(try held($0).count)" }.joined(separator: " ")
    }

    /// The end of a component's ARN.
    func name(_ component: String) throws -> String {
        let id = try #require(cloud.component(component))
        return String(cloud.components[Int(id.index)].arn.split { ":/".contains($0) }.last ?? "")
    }

    /// The most calls of an action under way at a moment.
    func mostAtOnce(_ action: Action) -> String {
        let spans = records(action).map { ($0.arrived, $0.completed) }
        return "\(spans.map { one in spans.count { $0.0 <= one.0 && $0.1 > one.0 } }.max() ?? 0)"
    }
}
