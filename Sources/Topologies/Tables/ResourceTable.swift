/// Every resource type that the linker knows, one row each; the rows stand in `Rules`, a file per service family.
let resourceTable = ResourceTable(rows: resourceRows)

/// All rows.
let resourceRows: [ResourceRow] = [
    lambdaRows, sqsRows, snsRows, eventBridgeRows, apiGatewayRows, httpAPIRows, dynamoDBRows, iamRows, streamRows,
    s3Rows, stepFunctionsRows, edgeRows, containerRows, networkRows, dataRows, identityRows, observabilityRows,
    graphQLRows, operationsRows,
].flatMap { $0 }

struct ResourceTable: Sendable {
    private let rows: [String: ResourceRow]

    init(rows all: [ResourceRow]) {
        rows = Dictionary(all.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(type: String) -> ResourceRow? { rows[type] }

    /// The types that have a row, sorted.
    var types: [String] { rows.keys.sorted() }
}

/// The resource types that have a row, sorted: every other type is a generic node.
public func knownResourceTypes() -> [String] { resourceTable.types }

/// The capabilities that a resource of a type provides, the main one first; empty for types that no row knows.
public func capabilities(ofType type: String) -> [String] {
    guard let row = resourceTable[type] else { return [] }
    return [row.kind] + row.alsoProvides
}
