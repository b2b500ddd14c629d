// swift-tools-version: 6.1
import PackageDescription

/// One row per room: its name and the rooms it may import. `Tests/HouseTests` holds this table against the sources.
let rooms: [(name: String, imports: [Target.Dependency])] = [
    ("Values", []),
    ("Graphs", []),
    ("Canvas", []),
    ("Simulation", []),
    ("Documents", ["Values", .product(name: "Yams", package: "Yams")]),
    ("Languages", ["Values"]),
    ("Diagrams", ["Graphs", "Canvas", "Values"]),
    ("Templates", ["Documents", "Values"]),
    ("Topologies", ["Templates", "Languages", "Graphs", "Values"]),
    ("Services", ["Templates", "Languages", "Simulation", "Values"]),
    ("Flows", ["Services", "Topologies", "Templates", "Languages", "Simulation", "Documents", "Graphs", "Values"]),
    ("Catalog", ["Documents", "Values"]),
    (
        "Checks",
        [
            "Patterns", "Catalog", "Flows", "Topologies", "Templates", "Services", "Languages", "Documents", "Graphs",
            "Values",
        ]
    ),
    (
        "Patterns",
        [
            "Catalog", "Flows", "Services", "Topologies", "Templates", "Languages", "Simulation", "Documents", "Graphs",
            "Values",
        ]
    ),
    (
        "Explorer",
        [
            "Patterns", "Catalog", "Flows", "Diagrams", "Services", "Topologies", "Templates", "Languages",
            "Simulation",
            "Documents", "Graphs", "Canvas", "Values",
        ]
    ),
]

let package = Package(
    name: "archscope",
    products: [
        .executable(name: "archscope", targets: ["archscope"]),
        .executable(name: "archscope-bench", targets: ["Benchmarks"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: rooms.map { .target(name: $0.name, dependencies: $0.imports) } + [
        .executableTarget(name: "CatalogCompiler", dependencies: ["Catalog", "Values"]),
        .plugin(
            name: "CatalogPlugin",
            capability: .buildTool(),
            dependencies: ["CatalogCompiler"],
            path: "Sources/BuiltInCatalog/Plugin"
        ),
        .target(
            name: "BuiltInCatalog",
            dependencies: ["Catalog", "Values"],
            // `Catalog` is a link to the folder `catalog`: SwiftPM plans again, and so asks the plugin for its files
            // again, only when a file comes or goes below a target's own path.
            exclude: ["Plugin", "Catalog"],
            plugins: ["CatalogPlugin"]
        ),
        .target(
            name: "CTerminal",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
        ),
        .target(name: "Terminal", dependencies: ["CTerminal", "Canvas"]),
        .executableTarget(
            name: "archscope",
            dependencies: [
                "Explorer", "Terminal", "Checks", "Patterns", "BuiltInCatalog", "Catalog", "Flows", "Diagrams",
                "Services",
                "Topologies", "Templates", "Languages", "Simulation", "Documents", "Graphs", "Canvas", "Values",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Samples", "PseudoTerminals", "Terminal", "Flows", "Topologies", "Templates", "Simulation", "Diagrams",
                "Graphs", "Canvas", "Values",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .target(name: "PseudoTerminals", path: "Tests/PseudoTerminals"),
        .target(name: "TestKit", dependencies: ["Values"], path: "Tests/TestKit"),
        .target(name: "Samples", dependencies: ["Graphs"], path: "Tests/Samples"),
    ]
        + rooms.map {
            .testTarget(
                name: "\($0.name)Tests",
                dependencies: [.byName(name: $0.name), "TestKit", "Samples"]
                    + $0.imports.filter { if case .productItem = $0 { false } else { true } }
            )
        } + [
            .testTarget(name: "CatalogCompilerTests", dependencies: ["CatalogCompiler", "Catalog", "TestKit"]),
            .testTarget(name: "BuiltInCatalogTests", dependencies: ["BuiltInCatalog", "Catalog", "TestKit"]),
            .testTarget(
                name: "BenchmarksTests", dependencies: ["Benchmarks", "Diagrams", "Graphs", "Simulation", "TestKit"]),
            .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Canvas", "TestKit"]),
            .testTarget(name: "archscopeTests", dependencies: ["archscope", "PseudoTerminals", "TestKit"]),
            .testTarget(name: "HouseTests", dependencies: ["TestKit"]),
        ],
    swiftLanguageModes: [.v6]
)
