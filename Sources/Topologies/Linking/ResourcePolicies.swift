import Graphs
import Templates
import Values

extension Linker {
    /// Adds a way, marked as assumed, where a resource policy lets another resource of the stack in and nothing else
    /// tells why: a permission with a `SourceArn`, or a queue's or topic's policy with that condition.
    mutating func addResourcePolicies() {
        for resource in stack.resources {
            switch resource.type {
            case "AWS::Lambda::Permission":
                guard let function = target(resource, "FunctionName", service: "lambda") else { continue }
                let principal = resource.properties["Principal"]?.string ?? ""
                for source in targets(resource, "SourceArn") {
                    addAdmitted(source, to: function, principal: principal, by: resource)
                }
            case "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy":
                addPolicySources(of: resource)
            default: continue
            }
        }
    }

    private mutating func addPolicySources(of policy: Resource) {
        let receivers = targets(policy, "Queues") + targets(policy, "Topics")
        let statements = policy.properties.value(at: "PolicyDocument.Statement")
        let isList = statements?.array != nil
        for (index, statement) in (statements?.listed ?? []).enumerated() where statement["Effect"]?.string == "Allow" {
            let base = ["PolicyDocument", "Statement"] + (isList ? ["\(index)"] : [])
            let sources = targets(policy, PropertyPath(base + ["Condition", "*", "aws:SourceArn"]))
            let named = targets(policy, PropertyPath(base + ["Resource"])).filter(receivers.contains)
            let principal = statement["Principal"]?["Service"]?.listed.first?.string ?? ""
            for source in sources {
                for receiver in named.isEmpty ? receivers : named {
                    addAdmitted(source, to: receiver, principal: principal, by: policy)
                }
            }
        }
    }

    /// Adds the way of one admission, unless something leads there from the source already, directly or through others.
    private mutating func addAdmitted(_ source: String, to receiver: String, principal: String, by policy: Resource) {
        guard let from = component(of: source), let to = component(of: receiver), from != to, !leads(from, to) else {
            return
        }
        let waits = ["apigateway.amazonaws.com", "elasticloadbalancing.amazonaws.com", "cognito-idp.amazonaws.com"]
        add(
            Way(
                from: from, to: to, kind: waits.contains(principal) ? .call : .event, via: [policy.logicalID],
                actions: delivery(to: to), position: position(policy, "SourceArn"), evidence: .assumed))
    }

    /// Whether ways lead from one component to another.
    private func leads(_ one: String, _ other: String) -> Bool {
        if isWay(from: one, to: other) { return true }
        var seen: Set<String> = [one]
        var front = [one]
        while let id = front.popLast() {
            for to in next(after: id) where seen.insert(to).inserted {
                if to == other { return true }
                front.append(to)
            }
        }
        return false
    }
}
