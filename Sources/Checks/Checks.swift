import Catalog
import Values

/// `Checks` owns what `archscope check` proves of a catalog, beyond what its reader holds against the schema: templates
/// read and link, bindings realise their patterns, flows name what exists, services cover the templates. It must not
/// know screens or the command line.

/// What was checked and what was found wrong.
public struct CheckReport: Sendable {
    /// How many of one thing were checked.
    public struct Count: Hashable, Sendable {
        /// What was counted, in the singular.
        public var what: String
        /// How many there were.
        public var number: Int
    }

    /// What is wrong, in the order of files and lines.
    public var diagnostics: [Diagnostic]
    /// What was checked.
    public var counts: [Count]

    /// Whether the check failed.
    public var hasErrors: Bool { Diagnostics(diagnostics).hasErrors }

    /// One line: `84 entries, 9 templates, 12 role edges; no errors, 2 warnings`.
    public var summary: String {
        let errors = diagnostics.count { $0.severity == .error }
        let checked = counts.map { Self.counted($0.number, $0.what) }.joined(separator: ", ")
        return "\(checked); \(Self.counted(errors, "error")), \(Self.counted(diagnostics.count - errors, "warning"))"
    }

    private static func counted(_ number: Int, _ what: String) -> String {
        let many = what.hasSuffix("y") ? what.dropLast() + "ies" : what + "s"
        return "\(number == 0 ? "no" : "\(number)") \(number == 1 ? what : String(many))"
    }
}

/// Checks a folder as a catalog laid over another; see below.
public func checkCatalog(
    directory: String, over base: Catalog = .empty, runningFlows: Bool = true
) -> CheckReport {
    checkCatalog(readCatalog(directory: directory, over: base), over: base, runningFlows: runningFlows)
}

/// Checks what a reader made of a catalog laid over another: its diagnostics, and what is wrong with the entries that it
/// could read. Entries of the base are not checked again. Running the flows to their ends proves what they say they
/// show; without that, a check takes milliseconds.
public func checkCatalog(
    _ reading: CatalogReading, over base: Catalog = .empty, runningFlows: Bool = true
) -> CheckReport {
    var check = CatalogCheck(
        own: reading.catalog, all: base.overlaid(with: reading.catalog), runsFlows: runningFlows)
    check.run()
    let diagnostics = reading.diagnostics + check.diagnostics
    return CheckReport(
        diagnostics: diagnostics.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element),
        counts: check.counts
    )
}

/// Checks a catalog that was read before, such as the one that is part of the program.
public func checkCatalog(_ catalog: Catalog, runningFlows: Bool = true) -> CheckReport {
    checkCatalog(CatalogReading(catalog: catalog), runningFlows: runningFlows)
}
