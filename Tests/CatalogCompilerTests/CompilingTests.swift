import Foundation
import Testing

@testable import CatalogCompiler

@Suite("Packing the catalog into the program") struct CompilingTests {
    /// A folder of its own with one file in it.
    private func folder(holding text: String, at path: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("catalog-\(UUID().uuidString)")
        let file = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return folder.path
    }

    private let source = "- {id: a, name: Größe, summary: s, location: l, read: 2026-11, what: 'quotes \" and \\'}\n"

    @Test func theSourceIsOneLineOfASCIIThatSwiftReadsBack() throws {
        let folder = try folder(holding: source, at: "sources.yaml")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let compilation = compileCatalog(directory: folder)
        let swift = try #require(compilation.source)
        #expect(compilation.diagnostics.isEmpty)
        #expect(swift.utf8.allSatisfy { $0 < 0x7F })
        #expect(swift.split(separator: "\n").count == 2)
        #expect(swift.contains(#"Gr\u{f6}\u{df}e"#))
        #expect(swift.contains(#"quotes \" and \\"#))
        #expect(swift.contains(#""archscope catalog 1\n"#))
        #expect(swift.contains("catalog/sources.yaml") && !swift.contains(folder))
    }

    @Test func theSameFolderGivesTheSameBytes() throws {
        let folder = try folder(holding: source, at: "sources.yaml")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(compileCatalog(directory: folder).source == compileCatalog(directory: folder).source)
    }

    @Test func noFolderIsAnEmptyCatalog() throws {
        let compilation = compileCatalog(directory: "/nowhere/catalog")
        #expect(compilation.diagnostics.isEmpty)
        #expect(compilation.source?.contains("let packedCatalog: StaticString = \"archscope catalog 1\\n") == true)
    }

    @Test func aFaultGivesNoSourceAndALineAsACompilerWritesIt() throws {
        let folder = try folder(holding: "- {id: a}\n", at: "terms/x.yaml")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let compilation = compileCatalog(directory: folder)
        #expect(compilation.source == nil)
        #expect(
            compilation.diagnostics.first?.description
                == "catalog/terms/x.yaml:1:3: error: the term has no 'name'; expected the field 'name'")
    }
}
