import BuiltInCatalog
import Catalog
import Testing

@Suite("The catalog in the program") struct BuiltInCatalogTests {
    /// The repository's folder, found from this file.
    private var folder: String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(root)/catalog"
    }

    @Test func itIsTheFolderOfTheRepository() throws {
        let reading = readCatalog(directory: folder, named: "catalog")
        #expect(reading.diagnostics.map(\.description) == [])
        #expect(try BuiltInCatalog.load() == reading.catalog)
    }

    @Test func everyKindOfEntryIsInIt() throws {
        let catalog = try BuiltInCatalog.load()
        for kind in EntryKind.allCases { #expect(!catalog.heads(of: kind).isEmpty, "\(kind)") }
    }
}
