import Values

/// What a connector from one type of resource to another grants.
///
/// The table writes one as `SOURCE > DESTINATION KIND HOLDER`, then per grant `CATEGORY ACTION... on RESOURCE... [by
/// SERVICE]`, or `CATEGORY SERVICE SOURCE-ARN` for permissions of functions. Source: connector profiles of
/// aws-sam-translator 1.115.0 (Apache-2.0).
struct ConnectorRule: Sendable {
    /// Where the grant is written.
    enum Kind: String, Sendable {
        case role
        case queue
        case topic
        case permission
    }

    struct Grant: Sendable {
        let category: String
        var actions: [String] = []
        var resources: [String] = []
        var service: String?
    }

    let kind: Kind
    /// Whether the source's role gets the policy, rather than the destination's.
    let isHeldBySource: Bool
    var grants: [Grant] = []

    /// The categories that exist: `Read`, `Write`.
    var categories: [String] {
        grants.reduce(into: []) { if !$0.contains($1.category) { $0.append($1.category) } }
    }

    /// All rules by source and destination type.
    static let all: [String: ConnectorRule] = {
        var table: [String: ConnectorRule] = [:]
        var key = ""
        for line in joinedLines(connectorTable) {
            var words = line.split(separator: " ").map(String.init)
            if !line.hasPrefix(" ") {
                key = "AWS::\(words[0]) > AWS::\(words[2])"
                table[key] = Kind(rawValue: words[3]).map {
                    ConnectorRule(kind: $0, isHeldBySource: words[4] == "source")
                }
                continue
            }
            var grant = Grant(category: words.removeFirst())
            if table[key]?.kind == .permission {
                grant.service = words[0]
                grant.resources = [unabbreviatedARN(words[1])]
            } else {
                if let by = words.firstIndex(of: "by") {
                    grant.service = words[by + 1]
                    words.removeSubrange(by...)
                }
                let on = words.firstIndex(of: "on") ?? words.endIndex
                grant.actions = Array(words[..<on])
                grant.resources = words[on...].dropFirst().map(unabbreviatedARN)
            }
            table[key]?.grants.append(grant)
        }
        return table
    }()

    /// The lines of a table, with those indented four deep put behind the line they continue.
    private static func joinedLines(_ text: String) -> [String] {
        text.split(separator: "\n").reduce(into: []) { lines, line in
            if line.hasPrefix("    "), let last = lines.popLast() {
                lines.append(last + " " + line.drop { $0 == " " })
            } else {
                lines.append(String(line))
            }
        }
    }
}

/// The ARN that `@service:` abbreviates: of that service, in this account and Region.
func unabbreviatedARN(_ pattern: String) -> String {
    guard pattern.hasPrefix("@"), let colon = pattern.firstIndex(of: ":") else { return pattern }
    let service = pattern[pattern.index(after: pattern.startIndex)..<colon]
    return "arn:${AWS::Partition}:\(service):${AWS::Region}:${AWS::AccountId}" + pattern[colon...]
}
