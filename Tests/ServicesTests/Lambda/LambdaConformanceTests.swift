import Testing
import Values

@testable import Services

/// A test for every row of Lambda's table, named by its id, that looks at what a caller sees.
@Suite struct LambdaConformanceTests {
    /// A function with these properties.
    func function(_ id: String = "F", _ properties: String = "", more: String = "") -> String {
        """
          \(id):
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: index.handler
              InlineCode: "def handler(event, context): pass"
              \(properties.replacing("\n", with: "\n      "))
        \(more)
        """
    }

    func stack(_ parts: String...) -> String { "Resources:\n" + parts.joined(separator: "\n") }

    let queue = "  Q:\n    Type: AWS::SQS::Queue\n    Properties: {VisibilityTimeout: 60}\n"

    /// Ways to invoke.
    func invoke(_ at: Double, _ target: String = "F", _ payload: JSONValue = [:]) -> Step {
        Step(at, .invokeFunction, target, ["Payload": payload])
    }

    func event(_ at: Double, _ target: String = "F", _ payload: JSONValue = [:]) -> Step {
        Step(at, .invokeFunction, target, ["Payload": payload, "InvocationType": "Event"])
    }

    func taking(
        _ seconds: Double, coldStart: Double = 0, fails: Bool = false, when: JSONValue? = nil, reports: Bool = false
    ) throws -> FunctionBehaviour {
        var behaviour = FunctionBehaviour(
            duration: .constant(Int64(seconds * 1e9)), reportsItemFailures: reports,
            coldStart: .constant(Int64(coldStart * 1e9)))
        if fails || when != nil {
            behaviour.failures = [BehaviourFailure(condition: try when.map { try .init($0) }, error: "Broken")]
        }
        return behaviour
    }

    /// The moments at which invocations reached a function.
    func invocations(_ lab: Lab, of function: String = "F") -> [Double] {
        lab.records(.invokeFunction, to: function).map(\.arrived.seconds)
    }
}
