import Foundation
import Testing

@testable import Benchmarks

@Suite("Timing templates")
struct TemplatesBenchmarkTests {
    @Test func aQuantileIsTheValueBelowWhichThatPartLies() {
        #expect(quantile([3, 1, 2], 0.5) == 2)
        #expect(quantile((1...10).map(Double.init), 0.9) == 10)
        #expect(quantile([], 0.5) == 0)
    }

    @Test func aFolderWithoutTemplatesIsAMistake() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: (any Error).self) { try TemplatesBenchmark.parse([folder.path]).run() }
    }
}
