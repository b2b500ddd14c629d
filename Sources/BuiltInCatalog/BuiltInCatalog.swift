import Catalog
import Values

/// `BuiltInCatalog` owns the catalog that is part of the program: the repository's `catalog` folder, packed while the
/// package is built. It must not know what is in it.
public enum BuiltInCatalog {
    /// Opens it; this reads the heads of its entries alone.
    /// - Throws: a diagnostic if the build made it for another version of the flat form.
    public static func load() throws(Diagnostics) -> Catalog { try Catalog(packed: packedCatalog) }
}
