import Catalog
import Foundation
import Values

/// `CatalogCompiler` owns turning the repository's `catalog` folder into a Swift file while the package is built.
/// It must not know what entries mean: `Catalog` reads and packs them.
///
/// Usage: `CatalogCompiler FOLDER OUTPUT`. Faults go to standard error as the Swift compiler writes its own, and fail
/// the build. A folder that is not there is an empty catalog.
@main
struct CatalogCompiler {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            report("usage: CatalogCompiler FOLDER OUTPUT")
            exit(64)
        }
        let compilation = compileCatalog(directory: arguments[1])
        for diagnostic in compilation.diagnostics { report(diagnostic.description) }
        guard let source = compilation.source else { exit(1) }
        // An unchanged file keeps its date, so that nothing is compiled again.
        if let old = FileManager.default.contents(atPath: arguments[2]), old.elementsEqual(source.utf8) { return }
        guard FileManager.default.createFile(atPath: arguments[2], contents: Data(source.utf8)) else {
            report("\(arguments[2]): error: the file cannot be written")
            exit(1)
        }
    }

    private static func report(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
