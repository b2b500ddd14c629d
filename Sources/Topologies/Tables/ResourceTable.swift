/// Every resource type that the linker knows, one row each; the rows stand in `Rules`, a file per service family.
let resourceTable = ResourceTable(
    families: [
        lambdaRows, sqsRows, snsRows, eventBridgeRows, apiGatewayRows, httpAPIRows, dynamoDBRows, iamRows,
        streamRows, s3Rows, stepFunctionsRows, edgeRows, containerRows, networkRows, dataRows, identityRows,
        observabilityRows, graphQLRows, operationsRows,
    ])

struct ResourceTable: Sendable {
    private let rows: [String: ResourceRow]

    init(families: [[ResourceRow]]) {
        let all = families.flatMap { $0 }
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
