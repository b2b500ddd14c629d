import ArgumentParser

/// `archscope` owns the command line: arguments, what is printed where, and exit statuses. It must not know how anything
/// it shows is read, linked, drawn or run: it asks the other rooms.
@main
struct Archscope: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archscope",
        abstract: "Explore event-driven cloud architectures: read them, draw them, run them.",
        version: "0.1.0",
        subcommands: [
            Explore.self, List.self, Show.self, Search.self, Diagram.self, Run.self, Play.self, Eval.self,
            TopologyCommand.self, New.self, Check.self, Screenshot.self, SchemaCommand.self,
        ],
        defaultSubcommand: Explore.self
    )

    /// Runs the command that the arguments name, and ends with its exit status: 64 where the arguments cannot be
    /// understood, 1 for bad input or a failed check, 0 otherwise.
    static func main() {
        ignoreBrokenPipes()
        do {
            // Without arguments there is nothing to parse, and parsing takes a third of the time to the first frame.
            guard CommandLine.arguments.count > 1 else { return try Explore.Choices().run() }
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            printError(failure.description)
            exit(withError: ExitCode.failure)
        } catch {
            let text = fullMessage(for: error)
            guard exitCode(for: error).isSuccess, let example = example(after: text) else { exit(withError: error) }
            let page = text.reversed().drop(while: \.isNewline).reversed()
            printLine(String(page) + "\n\n" + example)
        }
    }

    /// The example that ends a help page; nil where the text is none.
    private static func example(after text: String) -> String? {
        guard text.hasPrefix("OVERVIEW: ") else { return nil }
        let pages: [(any ExampleCommand.Type, String)] = ([Archscope.self] + configuration.subcommands).compactMap {
            guard let command = $0 as? any ExampleCommand.Type else { return nil }
            return (command, $0 == Archscope.self ? helpMessage() : helpMessage(for: $0))
        }
        return pages.first { $0.1 == text }.map { "EXAMPLE:\n  \($0.0.example)" }
    }
}

extension Archscope: ExampleCommand {
    static let example = "archscope show write-buffering"
}

/// A command whose help page ends with an example.
protocol ExampleCommand: ParsableCommand {
    /// One line to type.
    static var example: String { get }
}
