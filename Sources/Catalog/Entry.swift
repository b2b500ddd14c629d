import Values

/// `Catalog` owns what archscope knows: entries and their cross references, search, overlay of the user's directories
/// and the flat binary form. It is data only: it must not know how an entry is drawn, run or checked.

/// What sort of entry it is; each kind has a folder or file of its own in the catalog.
public enum EntryKind: String, Hashable, Sendable, CaseIterable {
    /// A generic component: message queue, topic, event bus.
    case capability
    /// An explicit one: Amazon SQS.
    case service
    /// A way to put components together.
    case pattern
    /// A scenario that runs.
    case flow
    /// A word and what it means.
    case term
    /// A rule worth keeping.
    case practice
    /// Where facts come from.
    case source
}

/// One entry of the catalog.
///
/// Text fields hold light markup: `[[id]]` or `[[id|words]]` links, `` `code` ``, `**strong**`; paragraphs are
/// separated by empty lines and lists are fields of their own.
public struct Entry: Hashable, Sendable, Identifiable {
    /// Unique over all kinds.
    public var id: String
    /// Its kind.
    public var kind: EntryKind
    /// The name a reader knows it by.
    public var name: String
    /// Other names and abbreviations, which search finds too.
    public var aliases: [String]
    /// One line that anyone understands.
    public var summary: String
    /// Words to group by.
    public var tags: [String]
    /// Ids of entries to read next.
    public var related: [String]
    /// Ids of the sources its facts come from.
    public var sources: [String]
    /// The article: titled sections in the order they are read.
    public var sections: [Section]
    /// What only its kind has.
    public var detail: Detail
    /// Where it was read.
    public var position: SourcePosition

    /// Makes an entry.
    public init(
        id: String,
        kind: EntryKind,
        name: String,
        aliases: [String] = [],
        summary: String,
        tags: [String] = [],
        related: [String] = [],
        sources: [String] = [],
        sections: [Section] = [],
        detail: Detail = .none,
        position: SourcePosition = .none
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.tags = tags
        self.related = related
        self.sources = sources
        self.sections = sections
        self.detail = detail
        self.position = position
    }

    /// What only one kind of entry has.
    public enum Detail: Hashable, Sendable {
        case none
        case service(ServiceDetail)
        case pattern(PatternDetail)
        case flow(FlowDetail)
        case term(TermDetail)
        case practice(PracticeDetail)
        case source(SourceDetail)
    }
}

/// A titled part of an article. The titles come from the schema, not from the entry: "Problem", "When not".
public struct Section: Hashable, Sendable {
    /// The heading.
    public var title: String
    /// Paragraphs and items in the order they are read.
    public var blocks: [Block]

    /// Makes a section.
    public init(title: String, blocks: [Block]) {
        self.title = title
        self.blocks = blocks
    }

    /// A paragraph, an item, or a fact in a table.
    public enum Block: Hashable, Sendable {
        /// A paragraph of marked-up text.
        case paragraph(String)
        /// An item of a list.
        case item(String)
        /// A named item: a failure mode and what happens.
        case named(name: String, text: String)
        /// A number with its name and the id of its source; the note may be empty.
        case fact(name: String, value: String, source: String, note: String)
    }
}

/// What only services have.
public struct ServiceDetail: Hashable, Sendable {
    /// Ids of the capabilities it implements.
    public var implements: [String]
    /// The CloudFormation types that deploy it.
    public var resourceTypes: [String]
    /// Properties and behaviours that the emulation models.
    public var modelled: [String]
    /// Those it does not.
    public var notModelled: [String]

    /// Makes a service's detail.
    public init(implements: [String], resourceTypes: [String], modelled: [String], notModelled: [String]) {
        self.implements = implements
        self.resourceTypes = resourceTypes
        self.modelled = modelled
        self.notModelled = notModelled
    }
}

/// What only patterns have.
public struct PatternDetail: Hashable, Sendable {
    /// How the pattern is shown.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        /// Bound to resources.
        case template
        /// An annotated payload on a host pattern's flow.
        case message
        /// An article about how to work.
        case practice
    }

    /// Its form.
    public var form: Form
    /// The parts that components play, in reading order.
    public var roles: [Role]
    /// What the roles send each other.
    public var edges: [RoleEdge]
    /// Its explicit forms.
    public var bindings: [Binding]
    /// Layers the explicit diagram opens with, besides the main one.
    public var layers: [String]
    /// Ids of practices that apply.
    public var practices: [String]
    /// Ids of its flows, filled in by the reader.
    public var flows: [String]

    /// Makes a pattern's detail.
    public init(
        form: Form,
        roles: [Role] = [],
        edges: [RoleEdge] = [],
        bindings: [Binding] = [],
        layers: [String] = [],
        practices: [String] = [],
        flows: [String] = []
    ) {
        self.form = form
        self.roles = roles
        self.edges = edges
        self.bindings = bindings
        self.layers = layers
        self.practices = practices
        self.flows = flows
    }
}

/// A part that a component plays in a pattern: producer, buffer, worker, store.
public struct Role: Hashable, Sendable {
    /// Unique in the pattern.
    public var id: String
    /// What the generic diagram shows.
    public var name: String
    /// The id of the capability it needs; `external` for what stands outside.
    public var capability: String
    /// What it does here.
    public var summary: String
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes a role.
    public init(id: String, name: String, capability: String, summary: String, position: SourcePosition = .none) {
        self.id = id
        self.name = name
        self.capability = capability
        self.summary = summary
        self.position = position
    }
}

/// What one role sends to another.
public struct RoleEdge: Hashable, Sendable {
    /// The role it leaves.
    public var from: String
    /// The role it enters.
    public var to: String
    /// The edge kind's name, as in the edge table: `call`, `event`, `poll`.
    public var kind: String
    /// What travels; may be empty.
    public var label: String
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes an edge.
    public init(from: String, to: String, kind: String, label: String = "", position: SourcePosition = .none) {
        self.from = from
        self.to = to
        self.kind = kind
        self.label = label
        self.position = position
    }
}

/// An explicit form of a pattern: a template and what plays which role in it.
public struct Binding: Hashable, Sendable {
    /// Unique in the pattern; the folder's name.
    public var id: String
    /// The name a reader knows it by.
    public var name: String
    /// What is particular about it.
    public var summary: String
    /// The template's path inside the catalog.
    public var templatePath: String
    /// What plays each role.
    public var roles: [RoleBinding]
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes a binding.
    public init(
        id: String,
        name: String,
        summary: String,
        templatePath: String,
        roles: [RoleBinding],
        position: SourcePosition = .none
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.templatePath = templatePath
        self.roles = roles
        self.position = position
    }
}

/// What plays a role in one binding.
public struct RoleBinding: Hashable, Sendable {
    /// What a role can be bound to.
    public enum Target: Hashable, Sendable {
        /// A resource by its logical id (after SAM expansion, or the SAM resource's own).
        case resource(String)
        /// A named part of a resource, written `LogicalId#part`: a rule, a stage, an alias, a filter.
        case part(resource: String, part: String)
        /// Something outside of the template, written `external:name`.
        case external(String)
        /// Deliberately absent in this binding, written `none`: its edges join its neighbours.
        case absent
    }

    /// The role's id.
    public var role: String
    /// What plays it; several resources may share a role.
    public var targets: [Target]
    /// Where it is declared.
    public var position: SourcePosition

    /// Makes a role binding.
    public init(role: String, targets: [Target], position: SourcePosition = .none) {
        self.role = role
        self.targets = targets
        self.position = position
    }
}

/// What only flows have: enough to list and find them; the scenario itself is read by `Flows` from the text.
public struct FlowDetail: Hashable, Sendable {
    /// The pattern it belongs to.
    public var pattern: String
    /// The bindings it runs, in order; two or more are compared.
    public var bindings: [String]
    /// The path of its file inside the catalog.
    public var path: String

    /// Makes a flow's detail.
    public init(pattern: String, bindings: [String], path: String) {
        self.pattern = pattern
        self.bindings = bindings
        self.path = path
    }
}

/// What only terms have.
public struct TermDetail: Hashable, Sendable {
    /// Id of the entry that shows it at work.
    public var example: String
    /// Ids or plain words it is confused with.
    public var confusedWith: [String]

    /// Makes a term's detail.
    public init(example: String, confusedWith: [String]) {
        self.example = example
        self.confusedWith = confusedWith
    }
}

/// What only practices have.
public struct PracticeDetail: Hashable, Sendable {
    /// The pillar it serves, such as `reliability`.
    public var pillar: String
    /// Ids of the patterns it applies to.
    public var appliesTo: [String]

    /// Makes a practice's detail.
    public init(pillar: String, appliesTo: [String]) {
        self.pillar = pillar
        self.appliesTo = appliesTo
    }
}

/// What only sources have.
public struct SourceDetail: Hashable, Sendable {
    /// Where it is: a URL or a package with its version.
    public var location: String
    /// When it was read, `YYYY-MM-DD` or `YYYY-MM`.
    public var read: String

    /// Makes a source's detail.
    public init(location: String, read: String) {
        self.location = location
        self.read = read
    }
}
