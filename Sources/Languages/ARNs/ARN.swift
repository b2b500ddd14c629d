import Values

/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
///
/// The resource part keeps its own separators: `function:name`, `table/name/stream/label`, or a bare name.
public struct ARN: Hashable, Sendable {
    /// The group of Regions: `aws`, `aws-cn`, `aws-us-gov`.
    public var partition: String
    /// The service's name space: `sqs`, `lambda`, `dynamodb`.
    public var service: String
    /// The Region; empty for global resources and S3 buckets.
    public var region: String
    /// The twelve-digit account; empty for S3 buckets.
    public var account: String
    /// Everything after the fifth colon.
    public var resource: String

    /// Makes an ARN of its parts.
    public init(partition: String = "aws", service: String, region: String, account: String, resource: String) {
        self.partition = partition
        self.service = service
        self.region = region
        self.account = account
        self.resource = resource
    }

    /// Reads an ARN; nil when the text does not have the six parts.
    public init?(_ text: String) {
        guard case .success(let arn) = Self.read(text) else { return nil }
        self = arn
    }

    /// Reads an ARN from a template or a policy.
    /// - Throws: What is missing, at the value's place.
    public init(_ value: JSONValue) throws(Diagnostics) {
        let shape = "expected arn:partition:service:region:account:resource"
        guard let text = value.string else {
            throw Diagnostics([Diagnostic(at: value.position, found: "\(value.kindName) as an ARN", expected: shape)])
        }
        switch Self.read(text) {
        case .success(let arn): self = arn
        case .failure(let flaw):
            throw Diagnostics([Diagnostic(at: value.position, found: "'\(text)' \(flaw.reason)", expected: shape)])
        }
    }

    private struct Flaw: Error { let reason: String }

    private static func read(_ text: String) -> Result<ARN, Flaw> {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.first == "arn" else { return .failure(Flaw(reason: "does not start with 'arn:'")) }
        guard parts.count == 6 else { return .failure(Flaw(reason: "has \(parts.count) of the 6 parts of an ARN")) }
        for (index, name) in [(1, "partition"), (2, "service"), (5, "resource")] where parts[index].isEmpty {
            return .failure(Flaw(reason: "names no \(name)"))
        }
        return .success(
            ARN(
                partition: String(parts[1]), service: String(parts[2]), region: String(parts[3]),
                account: String(parts[4]), resource: String(parts[5])
            )
        )
    }

    /// The account part of an ARN given as text, without reading the rest; nil where there is none.
    static func account(of text: String) -> Substring? {
        var colons = 0
        var start = text.startIndex
        for index in text.utf8.indices where text.utf8[index] == UInt8(ascii: ":") {
            colons += 1
            if colons == 4 { start = text.utf8.index(after: index) }
            if colons == 5 { return start < index ? text[start..<index] : nil }
        }
        return nil
    }

    /// The kind of resource before the first `:` or `/` of the resource part, when there is one: `function`, `table`.
    public var resourceType: String? {
        guard let end = resource.firstIndex(where: { $0 == ":" || $0 == "/" }) else { return nil }
        return String(resource[..<end])
    }

    /// The resource part after its kind: `name` of `function:name`; the whole part when there is no kind.
    public var resourceName: String {
        guard let end = resource.firstIndex(where: { $0 == ":" || $0 == "/" }) else { return resource }
        return String(resource[resource.index(after: end)...])
    }
}

extension ARN: CustomStringConvertible {
    /// The ARN as it is written.
    public var description: String { "arn:\(partition):\(service):\(region):\(account):\(resource)" }
}

/// An ARN with wildcards, compiled once: `arn:aws:sqs:*:*:orders-*`.
///
/// `*` stands for any run of characters and `?` for one. As in IAM's `ArnLike`, each of the six parts is matched by
/// itself, so a wildcard does not reach across a colon, except in the resource part.
public struct ARNPattern: Hashable, Sendable {
    private let wildcard: Wildcard

    /// Compiles a pattern; a bare `*` matches any ARN. Nil when there are fewer than six parts.
    public init?(_ text: String) {
        guard let wildcard = text == "*" ? Wildcard(globbing: text) : Wildcard(arn: text) else { return nil }
        self.wildcard = wildcard
    }

    /// Whether an ARN, given as text, fits part by part.
    public func matches(_ arn: String) -> Bool { wildcard.matches(arn) }

    /// Whether an ARN fits part by part.
    public func matches(_ arn: ARN) -> Bool { wildcard.matches(arn.description) }
}
