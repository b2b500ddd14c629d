import Values

/// The names of files, each once: places and texts name them by index.
struct NameTable {
    /// The names in the order of their indexes.
    private(set) var names: [String] = []
    private var indexes: [String: Int] = [:]

    /// The index of a name.
    mutating func index(_ name: String) -> Int {
        if let index = indexes[name] { return index }
        indexes[name] = names.count
        names.append(name)
        return names.count - 1
    }
}

/// Writes entries in the flat form, each type's fields in the order in which `EntryUnpacker` reads them.
struct EntryPacker {
    var packer = Packer()
    private(set) var files = NameTable()

    /// The bytes written since the last call.
    mutating func take() -> [UInt8] {
        defer { packer = Packer() }
        return packer.bytes
    }

    /// The index of a file's name.
    mutating func index(ofFile name: String) -> Int { files.index(name) }

    mutating func append(head entry: Entry) {
        packer.append(entry.id)
        packer.append(EntryKind.allCases.firstIndex(of: entry.kind) ?? 0)
        packer.append(entry.name)
        packer.append(entry.aliases)
        packer.append(entry.summary)
        packer.append(entry.tags)
        packer.append(entry.canRun ? 1 : 0)
    }

    mutating func append(body entry: Entry) {
        packer.append(entry.related)
        packer.append(entry.sources)
        append(entry.position)
        packer.append(entry.sections) { $0.append($1) }
        append(entry.detail)
    }

    private mutating func append(_ position: SourcePosition) {
        packer.append(files.index(position.file))
        packer.append(position.line)
        packer.append(position.column)
    }

    private mutating func append<Element>(_ list: [Element], _ element: (inout EntryPacker, Element) -> Void) {
        packer.append(list.count)
        for value in list { element(&self, value) }
    }

    private mutating func append(_ detail: Entry.Detail) {
        switch detail {
        case .none: packer.append(0)
        case .service(let service):
            packer.append(1)
            packer.append(service.implements)
            packer.append(service.resourceTypes)
            packer.append(service.modelled)
            packer.append(service.notModelled)
        case .pattern(let pattern):
            packer.append(2)
            append(pattern)
        case .flow(let flow):
            packer.append(3)
            packer.append(flow.pattern)
            packer.append(flow.bindings)
            packer.append(flow.path)
            packer.append(Int(flow.horizon.nanoseconds))
        case .term(let term):
            packer.append(4)
            packer.append(term.example)
            packer.append(term.confusedWith)
        case .practice(let practice):
            packer.append(5)
            packer.append(practice.pillar)
            packer.append(practice.appliesTo)
        case .source(let source):
            packer.append(6)
            packer.append(source.location)
            packer.append(source.read)
        }
    }

    private mutating func append(_ pattern: PatternDetail) {
        packer.append(pattern.form.rawValue)
        packer.append(pattern.layers)
        packer.append(pattern.practices)
        packer.append(pattern.flows)
        append(pattern.roles) {
            $0.packer.append([$1.id, $1.name, $1.capability, $1.summary])
            $0.append($1.position)
        }
        append(pattern.edges) {
            $0.packer.append([$1.from, $1.to, $1.kind, $1.label])
            $0.append($1.position)
        }
        append(pattern.bindings) {
            $0.packer.append([$1.id, $1.name, $1.summary, $1.templatePath])
            $0.append($1.position)
            $0.append($1.roles) {
                $0.packer.append($1.role)
                $0.packer.append($1.targets.map(\.description))
                $0.append($1.position)
            }
        }
        append(pattern.failures) {
            $0.packer.append([$1.name, $1.what, $1.whyNot])
            $0.packer.append($1.watch.map { [$0] } ?? []) {
                $0.append($1.flow)
                $0.append(Int($1.at.nanoseconds))
            }
            $0.append($1.position)
        }
    }
}

extension Packer {
    fileprivate mutating func append(_ section: Section) {
        append(section.title)
        append(section.blocks) { packer, block in
            switch block {
            case .paragraph(let text): packer.append(block: 0, [text])
            case .item(let text): packer.append(block: 1, [text])
            case .named(let name, let text): packer.append(block: 2, [name, text])
            case .fact(let name, let value, let source, let note): packer.append(block: 3, [name, value, source, note])
            case .row(let cells): packer.append(block: 4, cells)
            }
        }
    }

    private mutating func append(block: Int, _ texts: [String]) {
        append(block)
        append(texts)
    }
}
