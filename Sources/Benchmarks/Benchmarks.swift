import ArgumentParser

/// `Benchmarks` owns measuring the program against its goals and against others, a file per subject and a subcommand per
/// file; anyone can run them with `swift run -c release archscope-bench`. It must not know how what it measures works.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archscope-bench",
        abstract: "Measure archscope against its goals.",
        subcommands: [
            DiagramsBenchmark.self, TemplatesBenchmark.self, KernelBenchmark.self, StartBenchmark.self, Floor.self,
        ]
    )
}
