import Testing
import Values

@testable import Languages

@Suite("IAM policies") struct IAMPolicyTests {
    static let queue = "arn:aws:sqs:eu-west-1:111111111111:orders"
    static let role = PolicyPrincipal.identity(arn: "arn:aws:iam::111111111111:role/worker")

    private func identity(_ statements: String) throws -> [NamedPolicy] {
        let text = #"{"Version": "2012-10-17", "Statement": [\#(statements)]}"#
        return [NamedPolicy(name: "worker", document: try PolicyDocument(json(text), kind: .identity))]
    }

    private func resource(_ statements: String) throws -> [NamedPolicy] {
        let text = #"{"Version": "2012-10-17", "Statement": [\#(statements)]}"#
        return [NamedPolicy(name: "orders policy", document: try PolicyDocument(json(text), kind: .resource))]
    }

    private func request(
        _ action: String = "sqs:SendMessage", _ resource: String = queue, by principal: PolicyPrincipal = role,
        _ context: [String: String] = [:]
    ) -> AuthorizationRequest {
        AuthorizationRequest(principal: principal, action: action, resource: resource, context: PolicyContext(context))
    }

    @Test(
        "actions and resources with wildcards, and all but some",
        arguments: [
            (#""Action": "sqs:SendMessage", "Resource": "*""#, true),
            (#""Action": "SQS:sendmessage", "Resource": "*""#, true),
            (#""Action": "sqs:Send*", "Resource": "arn:aws:sqs:*:*:orders""#, true),
            (#""Action": "sqs:?endMessage", "Resource": "arn:aws:sqs:*:111111111111:ord*""#, true),
            (#""Action": "*", "Resource": "*""#, true),
            (#""Action": ["sqs:ReceiveMessage", "sqs:SendMessage"], "Resource": ["*"]"#, true),
            (#""Action": "sqs:ReceiveMessage", "Resource": "*""#, false),
            (#""Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:other""#, false),
            (#""Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:ORDERS""#, false),
            (#""Action": "sqs:*", "Resource": "arn:aws:sqs:*""#, true),
            (#""NotAction": "sqs:Delete*", "Resource": "*""#, true),
            (#""NotAction": "sqs:*", "Resource": "*""#, false),
            (#""Action": "sqs:*", "NotResource": "arn:aws:sqs:*:*:other""#, true),
            (#""Action": "sqs:*", "NotResource": "arn:aws:sqs:*:*:orders""#, false),
        ])
    func matching(statement: String, allowed: Bool) throws {
        let policies = try identity(#"{"Effect": "Allow", \#(statement)}"#)
        #expect(authorize(request(), identityPolicies: policies, resourcePolicies: []).isAllowed == allowed)
    }

    @Test("nothing allowed is denied, a deny beats every allow, and the decision names its statement")
    func decisions() throws {
        let allow = #"{"Sid": "Send", "Effect": "Allow", "Action": "sqs:*", "Resource": "*"}"#
        let deny = #"{"Effect": "Deny", "Action": "sqs:SendMessage", "Resource": "*"}"#
        #expect(authorize(request(), identityPolicies: [], resourcePolicies: []) == .implicitDeny)
        let allowed = authorize(request(), identityPolicies: try identity(allow), resourcePolicies: [])
        guard case .allow(let statement) = allowed else { throw Wrong() }
        #expect(statement.description == "statement Send of worker")
        let denied = authorize(request(), identityPolicies: try identity(allow + "," + deny), resourcePolicies: [])
        guard case .explicitDeny(let statement) = denied else { throw Wrong() }
        #expect(statement.description == "statement #2 of worker")
        let byResource = try resource(#"{"Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "*"}"#)
        #expect(!authorize(request(), identityPolicies: try identity(allow), resourcePolicies: byResource).isAllowed)
    }

    struct Wrong: Error {}

    @Test("within an account either side's allow is enough, across accounts both are needed")
    func accounts() throws {
        let mine = try identity(#"{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}"#)
        let theirs = try resource(
            #"{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:role/worker"}, "Action": "sqs:*"}"#)
        #expect(authorize(request(), identityPolicies: mine, resourcePolicies: []).isAllowed)
        #expect(authorize(request(), identityPolicies: [], resourcePolicies: theirs).isAllowed)
        let foreign = request("sqs:SendMessage", "arn:aws:sqs:eu-west-1:222222222222:orders")
        #expect(!authorize(foreign, identityPolicies: mine, resourcePolicies: []).isAllowed)
        #expect(!authorize(foreign, identityPolicies: [], resourcePolicies: theirs).isAllowed)
        #expect(authorize(foreign, identityPolicies: mine, resourcePolicies: theirs).isAllowed)
        let bucket = request("s3:GetObject", "arn:aws:s3:::data/key")
        let read = try identity(#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::data/*"}"#)
        #expect(authorize(bucket, identityPolicies: read, resourcePolicies: []).isAllowed)
        #expect(
            !authorize(bucket, identityPolicies: read, resourcePolicies: [], resourceAccount: "222222222222").isAllowed)
    }

    @Test("an account as principal delegates to the account's own policies")
    func delegation() throws {
        let mine = try identity(#"{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}"#)
        for account in ["111111111111", "arn:aws:iam::111111111111:root"] {
            let policy = try resource(#"{"Effect": "Allow", "Principal": {"AWS": "\#(account)"}, "Action": "sqs:*"}"#)
            #expect(!authorize(request(), identityPolicies: [], resourcePolicies: policy).isAllowed)
            let foreign = request("sqs:SendMessage", "arn:aws:sqs:eu-west-1:222222222222:orders")
            #expect(authorize(foreign, identityPolicies: mine, resourcePolicies: policy).isAllowed)
            let deny = try resource(#"{"Effect": "Deny", "Principal": {"AWS": "\#(account)"}, "Action": "sqs:*"}"#)
            #expect(!authorize(request(), identityPolicies: mine, resourcePolicies: deny).isAllowed)
        }
    }

    @Test("services are let in by resource policies, narrowed by the source's ARN")
    func services() throws {
        let topic = "arn:aws:sns:eu-west-1:111111111111:news"
        let statement = """
            {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage",
             "Resource": "\(Self.queue)", "Condition": {"ArnEquals": {"aws:SourceArn": "\(topic)"}}}
            """
        let sns = PolicyPrincipal.service("sns.amazonaws.com")
        for policies in [
            try resource(statement),
            try resource(statement.replacing(#"{"Service": "sns.amazonaws.com"}"#, with: #""*""#)),
        ] {
            let named = request(by: sns, ["AWS:SourceArn": topic])
            #expect(authorize(named, identityPolicies: [], resourcePolicies: policies).isAllowed)
            let other = request(by: sns, ["aws:SourceArn": topic + "2"])
            #expect(!authorize(other, identityPolicies: [], resourcePolicies: policies).isAllowed)
            #expect(!authorize(request(by: sns), identityPolicies: [], resourcePolicies: policies).isAllowed)
        }
        let events = request(by: .service("events.amazonaws.com"), ["aws:SourceArn": topic])
        #expect(!authorize(events, identityPolicies: [], resourcePolicies: try resource(statement)).isAllowed)
        let allBut = try resource(
            #"{"Effect": "Deny", "NotPrincipal": {"Service": "sns.amazonaws.com"}, "Action": "*"}"#)
        guard case .explicitDeny = authorize(events, identityPolicies: [], resourcePolicies: allBut) else {
            throw Wrong()
        }
        #expect(authorize(request(by: sns), identityPolicies: [], resourcePolicies: allBut) == .implicitDeny)
    }

    // Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
    @Test(
        "conditions",
        arguments: [
            (#"{"StringEquals": {"k": ["a", "b"]}}"#, ["b"], true),
            (#"{"StringEquals": {"K": "a"}}"#, ["a"], true),
            (#"{"StringEquals": {"k": "a"}}"#, ["A"], false),
            (#"{"StringEquals": {"k": "a*"}}"#, ["ab"], false),
            (#"{"StringEquals": {"k": "a"}}"#, [], false),
            (#"{"StringEqualsIfExists": {"k": "a"}}"#, [], true),
            (#"{"StringEqualsIfExists": {"k": "a"}}"#, ["b"], false),
            (#"{"StringNotEquals": {"k": ["a", "b"]}}"#, ["b"], false),
            (#"{"StringNotEquals": {"k": ["a", "b"]}}"#, ["c"], true),
            (#"{"StringNotEquals": {"k": "a"}}"#, [], true),
            (#"{"StringEqualsIgnoreCase": {"k": "a"}}"#, ["A"], true),
            (#"{"StringLike": {"k": ["x", "a?c*"]}}"#, ["abcd"], true),
            (#"{"StringNotLike": {"k": "a*"}}"#, ["abcd"], false),
            (#"{"NumericLessThanEquals": {"k": "10"}}"#, ["10"], true),
            (#"{"NumericLessThan": {"k": 10}}"#, ["10"], false),
            (#"{"NumericGreaterThan": {"k": "10"}}"#, ["ten"], false),
            (#"{"NumericNotEquals": {"k": "10"}}"#, ["11"], true),
            (#"{"DateGreaterThan": {"k": "2026-01-01T00:00:00Z"}}"#, ["2026-01-01T01:00:00+00:30"], true),
            (#"{"DateLessThan": {"k": "1767225600"}}"#, ["2025-12-31T23:59:59Z"], true),
            (#"{"Bool": {"k": "true"}}"#, ["true"], true),
            (#"{"Bool": {"k": true}}"#, ["false"], false),
            (#"{"Bool": {"k": "false"}}"#, [], false),
            (#"{"BoolIfExists": {"k": "false"}}"#, [], true),
            (#"{"IpAddress": {"k": ["10.0.0.0/8", "192.0.2.1"]}}"#, ["192.0.2.1"], true),
            (#"{"IpAddress": {"k": "10.0.0.0/8"}}"#, ["11.0.0.1"], false),
            (#"{"IpAddress": {"k": "10.0.0.0/8"}}"#, [], false),
            (#"{"NotIpAddress": {"k": "10.0.0.0/8"}}"#, [], true),
            (#"{"NotIpAddress": {"k": "10.0.0.0/8"}}"#, ["10.1.1.1"], false),
            (#"{"ArnLike": {"k": "arn:aws:sns:*:*:news*"}}"#, ["arn:aws:sns:eu-west-1:1:news2"], true),
            (#"{"ArnEquals": {"k": "arn:aws:sns:*:1:news"}}"#, ["arn:aws:sns:eu-west-1:1:news"], true),
            (#"{"ArnNotLike": {"k": "arn:aws:sns:*:*:news*"}}"#, ["arn:aws:sns:eu-west-1:1:news2"], false),
            (#"{"Null": {"k": "true"}}"#, [], true),
            (#"{"Null": {"k": "true"}}"#, ["x"], false),
            (#"{"Null": {"k": "false"}}"#, ["x"], true),
            (#"{"ForAnyValue:StringEquals": {"k": ["a", "b"]}}"#, ["x", "b"], true),
            (#"{"ForAnyValue:StringEquals": {"k": ["a", "b"]}}"#, ["x"], false),
            (#"{"ForAnyValue:StringEquals": {"k": "a"}}"#, [], false),
            (#"{"ForAllValues:StringEquals": {"k": ["a", "b"]}}"#, ["a", "b"], true),
            (#"{"ForAllValues:StringEquals": {"k": ["a", "b"]}}"#, ["a", "x"], false),
            (#"{"ForAllValues:StringLike": {"k": "a*"}}"#, [], true),
            (#"{"ForAnyValue:StringNotEquals": {"k": "a"}}"#, ["a", "b"], true),
            (#"{"StringEquals": {"k": "a", "other": "b"}}"#, ["a"], false),
            (#"{"StringEquals": {"k": "a"}, "Null": {"other": "true"}}"#, ["a"], true),
            (#"{"StringEquals": {"k": "${aws:username}"}}"#, ["ann"], true),
            (#"{"StringLike": {"k": "${aws:username}*"}}"#, ["anna"], true),
            (#"{"StringLike": {"k": "${none}*"}}"#, ["anna"], false),
            (#"{"StringLike": {"k": "${none, 'an'}*"}}"#, ["anna"], true),
            (#"{"StringLike": {"k": "a${*}"}}"#, ["ab"], false),
            (#"{"StringEquals": {"k": "a${*}"}}"#, ["a*"], true),
        ])
    func conditions(condition: String, values: [String], allowed: Bool) throws {
        let policies = try identity(#"{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": \#(condition)}"#)
        var request = request(by: Self.role, ["aws:username": "ann"])
        request.context["k"] = values
        #expect(authorize(request, identityPolicies: policies, resourcePolicies: []).isAllowed == allowed)
    }

    @Test("a resource may name the caller by a variable")
    func variables() throws {
        let policies = try identity(
            #"{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/${aws:username}/*"}"#)
        for (key, allowed) in [("ann/x", true), ("bob/x", false)] {
            let request = request("s3:GetObject", "arn:aws:s3:::home/" + key, by: Self.role, ["aws:username": "ann"])
            #expect(authorize(request, identityPolicies: policies, resourcePolicies: []).isAllowed == allowed)
        }
        let old =
            #"{"Version": "2008-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::h/${aws:username}"}}"#
        let document = try PolicyDocument(json(old), kind: .identity)
        #expect(document.statements[0].covers(resource: "arn:aws:s3:::h/${aws:username}"))
    }

    @Test(
        "a policy that is wrong is refused at its place",
        arguments: [
            (
                #"{"Statement": [{"Effect": "Alow", "Action": "*", "Resource": "*"}]}"#, PolicyDocument.Kind.identity,
                "did you mean 'Allow'?"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Acton": "*", "Resource": "*"}]}"#, .identity,
                "did you mean 'Action'?"
            ),
            (#"{"Statement": [{"Effect": "Allow", "Resource": "*"}]}"#, .identity, "without Action or NotAction"),
            (#"{"Statement": [{"Effect": "Allow", "Action": "*"}]}"#, .identity, "without Resource or NotResource"),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "SendMessage", "Resource": "*"}]}"#, .identity,
                "the action 'SendMessage'"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "orders"}]}"#, .identity,
                "the resource 'orders'"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:*:orders"}]}"#, .identity,
                "the resource 'arn:aws:*:orders'"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*"}]}"#, .identity,
                "both 'Action' and 'NotAction'"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": [], "Resource": "*"}]}"#, .identity,
                "an empty list for 'Action'"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}]}"#, .identity,
                "a principal in a policy of an identity"
            ),
            (#"{"Statement": [{"Effect": "Allow", "Action": "*"}]}"#, .resource, "without Principal"),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "*", "Principal": {"Servce": "x"}}]}"#, .resource,
                "did you mean 'Service'?"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "*", "Principal": "me"}]}"#, .resource,
                "'me' as a principal"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEqual": {"k": "v"}}}]}"#,
                .identity, "did you mean 'StringEquals'?"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"IpAddress": {"k": "v"}}}]}"#,
                .identity, "expected an address"
            ),
            (
                #"{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"k": "v"}}}]}"#,
                .identity, "expected true or false"
            ),
            (#"{"Version": "2012-10-18", "Statement": []}"#, .identity, "did you mean '2012-10-17'?"),
            (#"{"Version": "2012-10-17"}"#, .identity, "Statement"),
            (#"{"Statement": [5]}"#, .identity, "a number as a statement"),
        ])
    func refusals(policy: String, kind: PolicyDocument.Kind, reason: String) {
        let found = flaws { () throws(Diagnostics) in try PolicyDocument(json(policy), kind: kind) }
        #expect(found.contains(reason), "\(found)")
        #expect(found.hasPrefix("test.json:1:"))
    }

    @Test("corrupted policies never crash, and whatever compiles decides")
    func fuzzing() {
        let seeds = [
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sqs:*"],"Resource":"arn:aws:sqs:*:*:a?","Condition":{"ForAnyValue:StringLike":{"k":["${aws:username}*"]},"IpAddress":{"i":"10.0.0.0/8"}}}]}"#,
            #"{"Version":"2012-10-17","Statement":{"Sid":"x","Effect":"Deny","NotAction":"sqs:*","NotResource":"*","Condition":{"DateLessThan":{"d":"2026-01-01T00:00:00Z"}}}}"#,
        ]
        let request = request(by: Self.role, ["k": "x", "i": "10.0.0.1", "d": "2026-01-01"])
        var compiled = 0
        fuzz(seeds, alphabet: #"{}[]":,*?$./019-TZaS"#) { text in
            guard let value = try? readJSON(text), let policy = try? PolicyDocument(value, kind: .identity) else {
                return
            }
            compiled += 1
            _ = authorize(
                request, identityPolicies: [NamedPolicy(name: "p", document: policy)], resourcePolicies: [])
        }
        #expect(compiled > 50)
    }
}
