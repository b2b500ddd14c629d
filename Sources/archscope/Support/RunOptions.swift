import ArgumentParser
import Catalog
import Flows
import Patterns
import Templates
import Values

/// What is run, and under which conditions: what `run` and `play` share.
struct RunOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("What to run; several templates run as one system.", valueName: "source"))
    var sources: [String]

    @Option(help: ArgumentHelp("The seed of all randomness: the same seed gives the same run.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "How much virtual time to run, such as 90s or 10m; the flow's own unless given.", valueName: "duration"))
    var horizon: Horizon?

    @Option(
        name: .customLong("fault"),
        help: ArgumentHelp(
            """
            Break something: NAME@TIME, or NAME@TIME:key=value,... such as crash@30s:to=Worker,for=1m. Can be given \
            several times; 'archscope run --help' lists them.
            """, valueName: "fault"))
    var faults: [String] = []

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            """
            A template parameter, or a property of a resource as in Jobs.VisibilityTimeout=5. Can be given several times.
            """, valueName: "key=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("flow"),
        help: ArgumentHelp(
            """
            A flow of your own to run on SOURCE, in the form of the catalog's: it names the resources of a template, or the \
            roles of a pattern.
            """, valueName: "file"))
    var flow: String?

    @OptionGroup var parameters: ParameterOptions
    @OptionGroup var options: CatalogOptions

    /// The first source, and the only one save for templates.
    var source: String { sources.first ?? "" }

    /// Parameters and settings as `--set` takes them.
    private var allSettings: [String] { parameters.parameters.map { "\($0.name)=\($0.value)" } + settings }

    /// What the faults and settings ask for.
    /// - Throws: a failure with all that is wrong with them.
    func request() throws -> RunRequest {
        var problems: [Diagnostic] = []
        var request = RunRequest(seed: seed, horizon: horizon?.span)
        do throws(Diagnostics) { request.faults = try readFaults(faults) } catch { problems += error.all }
        for setting in allSettings {
            do throws(Diagnostics) { request.settings.append(try RunSetting(setting)) } catch { problems += error.all }
        }
        if let file = try flowFile() {
            do throws(Diagnostics) {
                request.flow = try readScenario(file.text, file: file.file)
            } catch {
                problems += error.all
            }
        }
        if !problems.isEmpty { throw Failure(Diagnostics(problems)) }
        return request
    }

    /// The file that `--flow` names.
    /// - Throws: a failure where it cannot be read.
    private func flowFile() throws -> TemplateText? {
        try flow.map { TemplateText(file: $0, text: try readText($0)) }
    }

    /// The same for another source, without anything broken or set.
    func unchanged(from source: String) -> RunOptions {
        var options = self
        options.sources = [source]
        options.faults = []
        options.settings = []
        return options
    }

    /// Prepares the runs.
    /// - Throws: a failure with all that is wrong with the source, the faults or the settings.
    func open(in catalog: Catalog) throws -> RunSource {
        if let saved = try SavedRunFile(path: source) { return try saved.open() }
        let request = try request()
        if TemplateFiles.arePaths(sources) {
            let opened = try TemplateFiles(sources, request.parameters).open()
            let session = try failing { () throws(Diagnostics) in
                try openTemplateFlow(opened.pattern, request: request)
            }
            let title = request.flow?.name ?? opened.pattern.name
            return RunSource(flow: "", title: title, session: session, templates: opened)
        }
        let entry = try catalog.require(source)
        let session = try failing { () throws(Diagnostics) in try openFlow(source, in: catalog, request: request) }
        let ownFlow = entry.kind == .flow && flow == nil
        return RunSource(flow: ownFlow ? source : "", title: session.scenario.name, session: session)
    }

    /// What the run is made from, for a file that is opened again.
    /// - Throws: a failure when a template can no longer be read.
    func recipe(of run: RunSource, in catalog: Catalog) throws -> SavedRun.Recipe {
        if let saved = run.saved { return saved.run.recipe }
        let origin: SavedRun.Origin =
            run.templates == nil
            ? .of(source, in: catalog) : try TemplateFiles(sources, try request().parameters).origin()
        return SavedRun.Recipe(
            source: run.templates?.pattern.name ?? source, seed: seed, horizon: horizon?.span, faults: faults,
            settings: allSettings, origin: origin, flow: try flowFile())
    }

    private func failing(_ body: () throws(Diagnostics) -> FlowSession) throws -> FlowSession {
        do throws(Diagnostics) { return try body() } catch { throw Failure(error) }
    }
}

/// Runs that are ready to start, and what they are called.
struct RunSource {
    /// The flow's id; empty for a template or a pattern's first flow.
    var flow: String
    var title: String
    var session: FlowSession
    /// The file it was opened from again; nil for a run of its own.
    var saved: SavedRunFile?
    /// The templates that it runs; nil for a flow of a catalog.
    var templates: OpenedTemplates?
}

/// A span of virtual time as an argument.
struct Horizon: ExpressibleByArgument {
    var span: TimeSpan

    init?(argument: String) {
        guard let span = TimeSpan(argument), span > .zero else { return nil }
        self.span = span
    }
}
