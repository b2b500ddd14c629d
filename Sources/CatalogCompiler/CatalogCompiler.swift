@main
struct CatalogCompiler {
    static func main() {}
}
