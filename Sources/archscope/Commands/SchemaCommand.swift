import ArgumentParser
import Catalog

/// `archscope schema`: what the files of a catalog look like, for editors.
struct SchemaCommand: ExampleCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a kind of entry, for editors that check YAML as it is written.")
    static let example = "archscope schema pattern > pattern.schema.json"

    @Argument(help: ArgumentHelp("The kind of entry.", valueName: "kind"))
    var kind: EntryKind

    func run() { print(entrySchema(of: kind).prettyText) }
}

extension EntryKind: ExpressibleByArgument {}
