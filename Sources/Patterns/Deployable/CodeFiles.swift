import Catalog
import Documents
import Templates
import Values

/// Takes the inline code of a template's functions out into files beside it, so that it can be edited, tested and packaged
/// like other code. Comments and layout of the template stay as they are.
struct CodeFiles {
    /// The template, with `CodeUri` in place of `InlineCode`.
    private(set) var template: String
    /// The code, by its path from the template.
    private(set) var files: [CatalogFile] = []

    /// - Parameter stack: what the text holds, with its intrinsic functions evaluated.
    init(_ text: String, stack: Stack) {
        template = text
        guard let document = try? readDocument(text, file: stack.file) else { return }
        var edited = EditedText(text)
        for resource in document["Resources"]?.object ?? JSONObject() {
            guard resource.value["Type"]?.string == "AWS::Serverless::Function",
                let inline = resource.value["Properties"]?.object?.first(where: { $0.key == "InlineCode" }),
                let code = inline.value.string, resource.key.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
                let name = fileName(code, runtime: stack[resource.key]?.properties["Runtime"]?.string ?? "")
            else { continue }
            let folder = "src/\(resource.key)/"
            // Code that is not written as a block of its own stays inline: it deploys from there as well.
            guard edited.replaceBlock(at: inline.keyPosition, with: "CodeUri: \(folder)") else { continue }
            files.append(CatalogFile(path: folder + name, text: code.hasSuffix("\n") ? code : code + "\n"))
        }
        template = edited.text
    }

    /// The file's name: inline code is the module `index`. Node.js takes a file for an ES module by its ending.
    private func fileName(_ code: String, runtime: String) -> String? {
        if runtime.hasPrefix("python") { return "index.py" }
        guard runtime.hasPrefix("nodejs") else { return nil }
        let isModule = code.split(separator: "\n").contains { $0.hasPrefix("import ") || $0.hasPrefix("export ") }
        return isModule ? "index.mjs" : "index.js"
    }
}
