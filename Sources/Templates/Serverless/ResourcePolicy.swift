import Values

extension ServerlessExpander {
    /// Adds who may call an API from where, as `Auth.ResourcePolicy` lists it: each list for every route that there is.
    func addResourcePolicy(_ source: ServerlessResource, _ draft: inout APIDraft) {
        guard let policy = source["Auth"]?["ResourcePolicy"] else { return }
        var statements: [JSONValue] = []
        for path in draft.paths {
            let routes = routeARNs(path, stage: source["StageName"] ?? "")
            for statement in accountStatements(policy, routes) { statements.append(statement) }
            for statement in networkStatements(policy, routes) where !statements.contains(statement) {
                statements.append(statement)
            }
        }
        statements += policy["CustomStatements"].map { $0.array ?? [$0] } ?? []
        guard !statements.isEmpty else { return }
        draft.body?["x-amazon-apigateway-policy"] = [
            "Version": "2012-10-17",
            "Statement": statements.count == 1 && policy["CustomStatements"] == nil
                ? statements[0] : JSONValue(statements),
        ]
    }

    private func routeARNs(_ path: JSONObject.Member, stage: JSONValue) -> JSONValue {
        let methods = path.value.object?.keys ?? []
        return JSONValue(
            methods.map { method in
                let verb = method == anyMethod ? "*" : method.uppercased()
                var route = path.key
                if route.count > 1, route.hasSuffix("/") { route.removeLast() }
                return sub("execute-api:/${__Stage__}/" + verb + route, ["__Stage__": stage])
            })
    }

    private func accountStatements(_ policy: JSONValue, _ routes: JSONValue) -> [JSONValue] {
        [("AwsAccountWhitelist", "Allow"), ("AwsAccountBlacklist", "Deny")].compactMap { list, effect in
            guard let accounts = policy[list] else { return nil }
            return [
                "Effect": JSONValue(effect), "Action": "execute-api:Invoke", "Resource": routes,
                "Principal": ["AWS": JSONValue(accounts.array ?? [accounts])],
            ]
        }
    }

    /// Everyone may call, except from where the lists forbid it.
    private func networkStatements(_ policy: JSONValue, _ routes: JSONValue) -> [JSONValue] {
        var conditions: [JSONValue] = []
        for (list, test) in [("IpRangeWhitelist", "NotIpAddress"), ("IpRangeBlacklist", "IpAddress")] {
            guard let ranges = policy[list] else { continue }
            conditions.append([test: ["aws:SourceIp": JSONValue(ranges.array ?? [ranges])]])
        }
        for (list, test) in [("Blacklist", "StringEquals"), ("Whitelist", "StringNotEquals")] {
            let named = policy["SourceVpc" + list]?.array ?? []
            func starting(_ prefix: String) -> [JSONValue] { named.filter { $0.string?.hasPrefix(prefix) == true } }
            let networks = starting("vpc-") + (policy["IntrinsicVpc" + list]?.array ?? [])
            let endpoints = starting("vpce-") + (policy["IntrinsicVpce" + list]?.array ?? [])
            guard !networks.isEmpty || !endpoints.isEmpty else { continue }
            conditions.append([
                test: making([
                    "aws:SourceVpc": networks.isEmpty ? nil : JSONValue(networks),
                    "aws:SourceVpce": endpoints.isEmpty ? nil : JSONValue(endpoints),
                ])
            ])
        }
        let base: KeyValuePairs<String, JSONValue?> = [
            "Action": "execute-api:Invoke", "Resource": routes, "Principal": "*",
        ]
        func statement(_ effect: JSONValue, _ condition: JSONValue?) -> JSONValue {
            var members = makingObject(base)
            members["Effect"] = effect
            if let condition { members["Condition"] = condition }
            return JSONValue(members)
        }
        return conditions.flatMap { [statement("Allow", nil), statement("Deny", $0)] }
    }
}
