import Catalog

/// The sections of the catalog as the explorer orders them: what can be seen and run first.
enum BrowserSection: Int, Hashable, Sendable, CaseIterable {
    case patterns
    case services
    case flows
    case terms
    case practices
    case capabilities
    case decisions
    case guides
    case sources

    /// The kind of entry it lists.
    var kind: EntryKind {
        switch self {
        case .patterns: .pattern
        case .services: .service
        case .flows: .flow
        case .terms: .term
        case .practices: .practice
        case .capabilities: .capability
        case .decisions: .decision
        case .guides: .guide
        case .sources: .source
        }
    }

    /// The section that lists a kind of entry.
    init(_ kind: EntryKind) { self = BrowserSection.allCases.first { $0.kind == kind }! }

    /// The heading.
    var title: String {
        switch self {
        case .patterns: "Patterns"
        case .services: "Services"
        case .flows: "Flows"
        case .terms: "Terms"
        case .practices: "Practices"
        case .capabilities: "Capabilities"
        case .decisions: "Decisions"
        case .guides: "Guides"
        case .sources: "Sources"
        }
    }

    /// What the section holds, for its empty list and the palette.
    var summary: String {
        switch self {
        case .patterns: "ways to put components together"
        case .services: "explicit components, as AWS offers them"
        case .flows: "scenarios that run"
        case .terms: "words and what they mean"
        case .practices: "rules worth keeping"
        case .capabilities: "generic components"
        case .decisions: "choices, and what they depend on"
        case .guides: "entries in an order worth reading"
        case .sources: "where the facts come from"
        }
    }
}

extension EntryKind {
    /// The word for one entry of the kind.
    var word: String { rawValue }
}
