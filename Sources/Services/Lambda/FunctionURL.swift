import Simulation
import Values

extension Function {
    /// The event of a request to the function's URL, payload format 2.0
    /// (docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html).
    func urlEvent(_ call: Call, _ now: Instant, _ archive: Archive) -> JSONValue {
        let request = archive.json(call.parameters)
        let path = request["path"] ?? "/"
        let body = request["body"] ?? .null
        return [
            "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "",
            "headers": ["content-type": "application/json"],
            "requestContext": [
                "accountId": "anonymous", "requestId": JSONValue(archive.identifier(of: call.messages.first)),
                "http": ["method": request["httpMethod"] ?? "GET", "path": path, "protocol": "HTTP/1.1"],
                "timeEpoch": JSONValue(Int(EmulatedAccount.epochMilliseconds(now))),
            ],
            "body": body.string != nil ? body : JSONValue(body.compactText), "isBase64Encoded": false,
        ]
    }
}
