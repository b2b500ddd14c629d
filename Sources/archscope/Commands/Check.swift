import ArgumentParser
import BuiltInCatalog
import Catalog
import Checks
import Values

/// `archscope check`: whether a catalog holds what it promises.
struct Check: ExampleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check catalogs: fields, links, bindings of roles, templates and flows.",
        discussion: "Without a folder, the built-in catalog is checked. The exit status is 1 when an error is found.")
    static let example = "archscope check my-catalog"

    @Argument(help: ArgumentHelp("Folders of entries, each laid over the built-in catalog.", valueName: "dir"))
    var folders: [String] = []

    @Flag(help: "Do not run the flows, which takes longest.")
    var skipFlows = false

    func run() throws {
        let builtIn: Catalog
        do throws(Diagnostics) { builtIn = try BuiltInCatalog.load() } catch { throw Failure(error) }
        var failed = false
        if folders.isEmpty {
            failed = report(checkCatalog(builtIn, runningFlows: !skipFlows), name: "built-in catalog")
        }
        for folder in folders {
            let result = checkCatalog(directory: folder, over: builtIn, runningFlows: !skipFlows)
            failed = report(result, name: folder) || failed
        }
        if failed { throw ExitCode.failure }
    }

    /// Prints what was found; returns whether an error was among it.
    private func report(_ report: CheckReport, name: String) -> Bool {
        for diagnostic in report.diagnostics { printError(diagnostic.description) }
        printLine("\(name.withVisibleControls): \(report.summary)")
        return report.hasErrors
    }
}
