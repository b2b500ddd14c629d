import Testing
import Values

@testable import Catalog

@Suite("Schemas of entries") struct SchemaTests {
    @Test(arguments: EntryKind.allCases)
    func everyKindHasASchemaThatNamesItsFieldsAndWhatTheyAre(kind: EntryKind) throws {
        let whole = entrySchema(of: kind)
        let schema = whole["items"] ?? whole
        let properties = try #require(schema["properties"]?.object)
        let rows = EntryTables.rows(of: kind)
        #expect(properties.keys == rows.map(\.name))
        for row in rows { #expect(properties[row.name]?["description"]?.string == row.meaning) }
        #expect(schema["additionalProperties"]?.bool == false)
        #expect(schema["required"]?.array?.compactMap(\.string).contains("id") == true)
    }

    @Test func aFieldThatOnlyOneFormNeedsIsRequiredThere() throws {
        let rule = try #require(entrySchema(of: .pattern)["allOf"]?.array?.first)
        #expect(rule["if"]?["properties"]?["form"]?["const"]?.string == "template")
        #expect(rule["then"]?["required"]?.array?.first?.string == "roles")
    }

    @Test func kindsThatShareAFileAreLists() {
        #expect(entrySchema(of: .term)["type"]?.string == "array")
        #expect(entrySchema(of: .service)["type"]?.string == "object")
    }
}
