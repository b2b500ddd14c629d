import Values

/// Where a parameter of an API Gateway integration takes its value from, compiled: `'static'`,
/// `method.request.querystring.page`, `$request.body.MessageBody`.
public struct ParameterMapping: Sendable, Hashable {
    /// The two ways mappings are written.
    public enum Style: Sendable, Hashable {
        /// REST APIs: constants in single quotes, sources as `method.request.…`
        /// (docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html).
        case rest
        /// HTTP APIs: constants as they are, sources as `$request.…` or `${request.…}` within text
        /// (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html).
        case http
    }

    private enum Piece: Sendable, Hashable {
        case text(String)
        case source(Source)
    }

    private enum Source: Sendable, Hashable {
        case body(JSONPath?)
        case header(String)
        case query(String)
        case path(String)
        case context(JSONPath)
        case stageVariable(String)
    }

    private let pieces: [Piece]

    /// Compiles a mapping.
    /// - Throws: What of it is not understood, at the value's place.
    public init(_ json: JSONValue, style: Style) throws(Diagnostics) {
        let text: String
        switch json.content {
        case .string(let value): text = value
        case .bool, .integer, .double: text = json.compactText
        default:
            throw Diagnostics([
                Diagnostic(
                    at: json.position, found: "\(json.kindName) as a parameter mapping", expected: "expected a text")
            ])
        }
        do throws(TextFlaw) {
            pieces = style == .rest ? [try Self.restPiece(text)] : try Self.httpPieces(text)
        } catch {
            throw Diagnostics([error.diagnostic(in: text, at: json.position)])
        }
    }

    private static func restPiece(_ text: String) throws(TextFlaw) -> Piece {
        if text.hasPrefix("'") {
            guard text.count >= 2, text.hasSuffix("'") else {
                throw TextFlaw(offset: 0, "a constant that does not end", "expected a closing single quote")
            }
            return .text(String(text.dropFirst().dropLast()))
        }
        for prefix in ["method.request.", "context.", "stageVariables."] where text.hasPrefix(prefix) {
            let rest = prefix == "method.request." ? "request." + text.dropFirst(prefix.count) : text
            return .source(try source(rest, offset: text.unicodeScalars.count - rest.unicodeScalars.count))
        }
        throw TextFlaw(
            offset: 0, "'\(text)'",
            "expected a constant in single quotes, method.request.…, context.… or stageVariables.…")
    }

    private static func httpPieces(_ text: String) throws(TextFlaw) -> [Piece] {
        let roots = ["request.", "request", "context.", "stageVariables."]
        if text.hasPrefix("$"), roots.contains(where: { text.dropFirst().hasPrefix($0) }) {
            return [.source(try source(String(text.dropFirst()), offset: 1))]
        }
        var pieces: [Piece] = []
        var cursor = TextCursor(text)
        var start = 0
        while !cursor.isAtEnd {
            let before = cursor.index
            guard cursor.take("${") else {
                cursor.index += 1
                continue
            }
            let inside = cursor.take { $0 != "}" }
            guard cursor.take("}") else { throw TextFlaw(offset: before, "'${' without '}'", "add one") }
            let after = cursor.index
            cursor.index = before
            if before > start { pieces.append(.text(cursor.text(from: start))) }
            cursor.index = after
            start = after
            pieces.append(.source(try source(inside, offset: before + 2)))
        }
        if cursor.index > start || pieces.isEmpty { pieces.append(.text(cursor.text(from: start))) }
        return pieces
    }

    private static func source(_ text: String, offset: Int) throws(TextFlaw) -> Source {
        if text.hasPrefix("context.") {
            return .context(try path(text.dropFirst("context.".count), offset: offset))
        }
        if text.hasPrefix("stageVariables.") { return .stageVariable(String(text.dropFirst("stageVariables.".count))) }
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        let kinds = ["body", "header", "querystring", "path", "multivalueheader", "multivaluequerystring"]
        let kind = parts.count > 1 ? parts[1] : ""
        // A path may follow the body without a dot: body[0].
        if parts.first == "request", kind == "body" || kind.hasPrefix("body[") {
            let rest = text.dropFirst("request.body".count)
            if rest.isEmpty { return .body(nil) }
            return .body(try path(rest.first == "." ? rest.dropFirst() : rest, offset: offset))
        }
        guard parts.first == "request", kinds.contains(kind) else {
            throw TextFlaw(
                offset: offset, "the source '\(text)'",
                "expected one of request.body, request.header.…, request.querystring.…, request.path.…, context.… or "
                    + "stageVariables.…", nearest: nearestName(to: kind, among: kinds))
        }
        guard parts.count == 3, !parts[2].isEmpty else {
            throw TextFlaw(offset: offset, "the source '\(text)'", "expected a name after '\(kind).'")
        }
        switch kind {
        case "header", "multivalueheader": return .header(parts[2])
        case "path": return .path(parts[2])
        default: return .query(parts[2])
        }
    }

    private static func path(_ text: Substring, offset: Int) throws(TextFlaw) -> JSONPath {
        let whole = text.hasPrefix("[") ? "$" + text : text.hasPrefix("$") ? String(text) : "$." + text
        do throws(TextFlaw) {
            var parser = JSONPathParser(TextCursor(whole))
            return try parser.parseWhole(whole)
        } catch {
            throw TextFlaw(offset: offset, "\(error.found) in the path '\(text)'", error.expected)
        }
    }

    /// The parameter's value; nil where the request has none, in which case the parameter is left out.
    public func value(_ request: GatewayRequest) -> String? {
        if pieces.count == 1 { return value(of: pieces[0], request) }
        return pieces.map { value(of: $0, request) ?? "" }.joined()
    }

    /// What the mapping looks for in the body, `leaf` being what it wants there; nil where it takes any.
    public func bodyShape(_ leaf: BodyShape = .text) -> BodyShape? {
        var shape: BodyShape?
        for case .source(.body(let path?)) in pieces {
            guard let keys = path.bodyKeys, !keys.isEmpty else { continue }
            shape = (shape ?? .text).adding(leaf, at: keys[...])
        }
        return shape
    }

    private func value(of piece: Piece, _ request: GatewayRequest) -> String? {
        switch piece {
        case .text(let text): return text
        case .source(.body(nil)): return request.body
        case .source(.body(let path?)):
            guard let body = try? readJSON(request.body), let value = path.value(in: body) else { return nil }
            return value.string ?? value.compactText
        case .source(.header(let name)): return request.header(name)
        case .source(.query(let name)): return request.query[name]
        case .source(.path(let name)): return request.path[name]
        case .source(.context(let path)):
            return path.value(in: JSONValue(request.context)).map { $0.string ?? $0.compactText }
        case .source(.stageVariable(let name)): return request.stageVariables[name]
        }
    }
}
