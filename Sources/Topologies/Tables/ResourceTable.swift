/// Every resource type that the linker knows, one row each; the rows stand in `Rules`, a file per service family.
let resourceTable = ResourceTable(
    families: [
        lambdaRows, sqsRows, snsRows, eventBridgeRows, apiGatewayRows, httpAPIRows, dynamoDBRows, iamRows,
        streamRows, s3Rows, stepFunctionsRows,
    ])

struct ResourceTable: Sendable {
    private let rows: [String: ResourceRow]
    private let formsByService: [String: [ARNForm]]

    init(families: [[ResourceRow]]) {
        let all = families.flatMap { $0 }
        rows = Dictionary(all.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
        var forms: [String: [ARNForm]] = [:]
        for row in all {
            guard let form = row.arn else { continue }
            if forms[form.service]?.contains(where: { $0.prefix == form.prefix }) != true {
                forms[form.service, default: []].append(form)
            }
        }
        // Longer prefixes first, so that `function:` is tried before an empty prefix.
        formsByService = forms.mapValues { $0.sorted { ($1.prefix.count, $0.prefix) < ($0.prefix.count, $1.prefix) } }
    }

    subscript(type: String) -> ResourceRow? { rows[type] }

    /// How the ARNs of a service name its resources.
    func forms(of service: String) -> [ARNForm] { formsByService[service] ?? [] }

    /// The types that have a row, sorted.
    var types: [String] { rows.keys.sorted() }
}
