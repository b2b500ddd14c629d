import Testing
import Values

@testable import Services

/// Calls on queues, to be made of moto and of the emulation.
struct QueueScript: Sendable {
    let name: String
    /// CloudFormation properties by logical id.
    let queues: JSONObject
    let steps: [ScriptStep]

    init(_ name: String, _ queues: JSONValue, _ steps: [ScriptStep]) {
        self.name = name
        self.queues = queues.object ?? JSONObject()
        self.steps = steps
    }

    var question: JSONValue {
        ["queues": JSONValue(queues), "steps": JSONValue(steps.map(\.question))]
    }

    /// What the emulation answers, in the form of `Tests/Moto/queues.py`.
    func answers() throws -> [JSONValue] {
        let resources = queues.map { queue in
            "  \(queue.key): {Type: AWS::SQS::Queue, Properties: \(queue.value.compactText)}\n"
        }
        let end = (steps.map(\.at).max() ?? 0) + 25
        let lab = try Lab("Resources:\n" + resources.joined(), until: end, steps.map(\.step))
        return try steps.indices.map { place in
            let answer = try lab.answer(place)
            let failed = (answer.payload["Failed"]?.array ?? []).map { entry in
                JSONObject.Member(key: entry["Id"]?.string ?? "", value: entry["Code"] ?? .null)
            }
            return [
                "outcome": JSONValue(answer.outcome.isSuccess ? "ok" : answer.outcome.name),
                "bodies": JSONValue(answer.bodies.map { JSONValue($0) }),
                "failed": JSONValue(JSONObject(failed)),
            ]
        }
    }
}

/// One call of a script. A text `handle:STEP:PLACE` in its parameters stands for a receipt handle received before; places are
/// counted in the order of bodies, since a receive may give messages in another one.
struct ScriptStep: Sendable {
    var at: Double
    let action: Action
    let queue: String
    let parameters: JSONValue

    init(_ at: Double, _ action: Action, _ parameters: JSONValue = [:], of queue: String = "Q") {
        self.at = at
        self.action = action
        self.queue = queue
        self.parameters = parameters
    }

    static func send(
        _ at: Double, _ body: String, group: String? = nil, id: String? = nil, delay: Int? = nil, to queue: String = "Q"
    ) -> ScriptStep {
        var parameters = JSONObject()
        parameters["MessageBody"] = JSONValue(body)
        if let group { parameters["MessageGroupId"] = JSONValue(group) }
        if let id { parameters["MessageDeduplicationId"] = JSONValue(id) }
        if let delay { parameters["DelaySeconds"] = JSONValue(delay) }
        return ScriptStep(at, .sendMessage, JSONValue(parameters), of: queue)
    }

    /// A receive that asks all servers, since it waits.
    static func receive(
        _ at: Double, most: Int = 10, wait: Int = 1, hiding: Int? = nil, attempt: String? = nil,
        from queue: String = "Q"
    ) -> ScriptStep {
        var parameters = JSONObject()
        parameters["MaxNumberOfMessages"] = JSONValue(most)
        parameters["WaitTimeSeconds"] = JSONValue(wait)
        if let hiding { parameters["VisibilityTimeout"] = JSONValue(hiding) }
        if let attempt { parameters["ReceiveRequestAttemptId"] = JSONValue(attempt) }
        return ScriptStep(at, .receiveMessage, JSONValue(parameters), of: queue)
    }

    static func delete(_ at: Double, _ step: Int, _ place: Int = 0) -> ScriptStep {
        ScriptStep(at, .deleteMessage, ["ReceiptHandle": JSONValue("handle:\(step):\(place)")])
    }

    static func change(_ at: Double, _ step: Int, _ place: Int = 0, to seconds: Int) -> ScriptStep {
        ScriptStep(
            at, .changeMessageVisibility,
            ["ReceiptHandle": JSONValue("handle:\(step):\(place)"), "VisibilityTimeout": JSONValue(seconds)])
    }

    static func batch(_ at: Double, _ action: Action, _ entries: [JSONValue]) -> ScriptStep {
        ScriptStep(at, action, ["Entries": JSONValue(entries)])
    }

    var question: JSONValue {
        [
            "at": JSONValue(.double(at)), "action": JSONValue(action.name), "queue": JSONValue(queue),
            "parameters": parameters,
        ]
    }

    var step: Step {
        Step(at, action, queue) { answers in ScriptStep.filled(parameters, answers) }
    }

    private static func filled(_ value: JSONValue, _ answers: Answers) -> JSONValue {
        if let object = value.object {
            return JSONValue(
                JSONObject(object.map { JSONObject.Member(key: $0.key, value: filled($0.value, answers)) }))
        }
        if let array = value.array { return JSONValue(array.map { filled($0, answers) }) }
        guard let parts = value.string?.split(separator: ":"), parts.count == 3, parts[0] == "handle",
            let step = Int(parts[1]), let place = Int(parts[2]), let answer = answers[step],
            answer.bodies.indices.contains(place)
        else { return value }
        return answer.handle(answer.bodies.indices.sorted { answer.bodies[$0] < answer.bodies[$1] }[place])
    }
}
