import ArgumentParser
import Foundation
import Templates
import Topologies
import Values

/// How long templates take to be read, expanded and linked, beside the translator of SAM on the same machine in the same
/// run.
struct TemplatesBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "Time reading, expanding and linking templates, beside aws-sam-translator.",
        discussion: """
            Both sides get each template's text and are timed from there, in one process each that has started: the start \
            of a process is in neither. Each number is the median of several rounds.
            """)

    /// Median and 90th percentile to stay below, in milliseconds.
    private static let goals = (median: 3.0, ninth: 20.0)

    @Argument(help: ArgumentHelp("A folder; every template.yaml in it and below is timed.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("A Python with aws-sam-translator, boto3 and pyyaml.", valueName: "path"))
    var python: String?

    @Option(help: "How often each template is read; the translator does a fifth of it.")
    var rounds = 25

    func run() throws {
        let files = templates()
        guard !files.isEmpty else { throw ValidationError("'\(folder)' holds no template.yaml.") }
        let theirs = try python.map { try translatorTimes($0, files) } ?? [:]
        var ours: [Double] = []
        var compared: [(ours: Double, theirs: Double)] = []
        for file in files {
            let time = try milliseconds(file)
            ours.append(time)
            let other = theirs[file]
            if let other { compared.append((time, other)) }
            print("\(pad(time)) ms  \(other.map(pad) ?? "         -") ms  \(file)")
        }
        print("")
        report("archscope: read, expand and link", ours)
        if !compared.isEmpty {
            report("aws-sam-translator: parse and translate", compared.map(\.theirs))
            report("archscope, of the same templates", compared.map(\.ours))
            let ratios = compared.map { $0.theirs / $0.ours }
            print("times as fast: median \(text(quantile(ratios, 0.5))), least \(text(ratios.min() ?? 0))")
        }
        let reached = quantile(ours, 0.5) < Self.goals.median && quantile(ours, 0.9) < Self.goals.ninth
        print(
            "goal: median below \(text(Self.goals.median)) ms, 90th percentile below \(text(Self.goals.ninth)) ms: "
                + (reached ? "reached" : "MISSED"))
        if !reached { throw ExitCode.failure }
    }

    private func templates() -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0 == "template.yaml" || $0.hasSuffix("/template.yaml") }.sorted().map {
            folder + "/" + $0
        }
    }

    /// The median time of reading, expanding and linking one template.
    private func milliseconds(_ file: String) throws -> Double {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let directory = URL(fileURLWithPath: file).deletingLastPathComponent()
        var neighbours: [String: String?] = [:]
        func load(_ name: String) -> String? {
            if let known = neighbours[name] { return known }
            let found = try? String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
            neighbours[name] = .some(found)
            return found
        }
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<max(1, rounds) {
            let start = clock.now
            let stack = readingStack(text, file: file, loadFile: load).stack
            let topology = stack.map { link($0) }
            let time = clock.now - start
            guard let topology, !topology.nodes.isEmpty else { throw ValidationError("'\(file)' cannot be read.") }
            times.append(Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3)
        }
        return quantile(times, 0.5)
    }

    /// The translator's times by file; those that it refuses are missing.
    private func translatorTimes(_ python: String, _ files: [String]) throws -> [String: Double] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python, "-c", translatorScript, "\(max(1, rounds / 5))"] + files
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ValidationError("'\(python)' cannot run the translator.") }
        var times: [String: Double] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "\t")
            if parts.count == 2, let time = Double(parts[0]) { times[String(parts[1])] = time }
        }
        return times
    }

    // MARK: - Numbers

    private func report(_ title: String, _ values: [Double]) {
        print(
            "\(title): \(values.count) templates, median \(text(quantile(values, 0.5))) ms, 90th percentile "
                + "\(text(quantile(values, 0.9))) ms, most \(text(values.max() ?? 0)) ms")
    }

    private func text(_ number: Double) -> String { String(format: "%.2f", number) }
    private func pad(_ number: Double) -> String { String(format: "%10.2f", number) }
}

/// The value below which a part of the values lies; 0 of none.
func quantile(_ values: [Double], _ part: Double) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int((Double(sorted.count) * part).rounded(.down)))]
}

/// Times the translator: per file the median of some rounds in milliseconds, a tab, and the file.
///
/// Code that stands in local files is named as packaging would name it, since the translator takes none of them.
private let translatorScript = """
    from logging import CRITICAL, disable
    from statistics import median
    from sys import argv
    from time import perf_counter

    from boto3 import Session
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator
    from samtranslator.yaml_helper import yaml_parse

    disable(CRITICAL)
    session = Session(region_name="us-east-1")

    def package(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("CodeUri", "ContentUri", "DefinitionUri", "Location") and isinstance(inner, str):
                    if not inner.startswith("s3://"):
                        value[key] = "s3://bucket/key"
                else:
                    package(inner)
        elif isinstance(value, list):
            for inner in value:
                package(inner)

    def once(text):
        start = perf_counter()
        template = yaml_parse(text)
        parsed = perf_counter() - start
        package(template)
        start = perf_counter()
        Translator({}, Parser(), boto_session=session).translate(sam_template=template, parameter_values={})
        return (parsed + perf_counter() - start) * 1000

    for file in argv[2:]:
        with open(file, encoding="utf-8") as opened:
            text = opened.read()
        try:
            once(text)
            print(median(once(text) for _ in range(int(argv[1]))), file, sep="\\t")
        except Exception:
            pass
    """
