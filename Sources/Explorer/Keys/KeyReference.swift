/// The key reference for documentation: one table in Markdown per context, from the key table.
public func keyReference() -> String {
    Context.allCases.map { context in
        let rows = KeyTable.rows(in: context).filter { !$0.keys.isEmpty }.map { row in
            "| \(row.keys.map { "`\($0.label)`" }.joined(separator: " ")) | \(row.name) | \(row.help) |"
        }
        return (["### \(context.title)", "", "| keys | name | what it does |", "|---|---|---|"] + rows).joined(
            separator: "\n")
    }.joined(separator: "\n\n")
}
