import Patterns

/// A template of one's own, opened: what can be drawn and run of it, and what it was read from.
public struct OpenedTemplate: Sendable {
    /// What it was opened by, to be opened again by.
    public var paths: [String]
    /// Its stack and topology.
    public var pattern: OpenedPattern
    /// The texts it was read from, by the names that places in it give.
    public var texts: [String: String]

    /// Makes an opened template.
    public init(paths: [String], pattern: OpenedPattern, texts: [String: String]) {
        self.paths = paths
        self.pattern = pattern
        self.texts = texts
    }

    /// The files it was read from, in order.
    public var files: [String] { texts.keys.sorted() }
}

/// Why a template cannot be opened.
public struct OpeningFault: Error, Sendable {
    /// What is wrong, one finding a line.
    public var lines: [String]

    /// Makes a fault.
    public init(_ lines: [String]) { self.lines = lines }
}

/// The template in front, and how it is shown.
struct TemplateState: Sendable {
    var opened: OpenedTemplate
    /// Counts up with each reading, so that drawings of an earlier one are known to be old.
    var revision = 0
    /// How its diagram is shown.
    var view = PatternView(isExplicit: true)

    var binding: OpenedBinding? { opened.pattern.binding() }
}

/// What is in a folder, for choosing a template.
public struct FolderListing: Hashable, Sendable {
    /// The folder as it was asked for; empty for the one that the program was started in.
    public var folder: String
    /// The names of the folders in it, in order.
    public var folders: [String]
    /// The names of the files that could be templates, in order.
    public var files: [String]

    /// Makes a listing.
    public init(folder: String, folders: [String], files: [String]) {
        self.folder = folder
        self.folders = folders
        self.files = files
    }
}
