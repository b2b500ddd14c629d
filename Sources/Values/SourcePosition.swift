/// Where a value was read: a file, a line and a column, the last two counted from 1.
///
/// Line 0 names the file as a whole, for values that were made rather than read.
public struct SourcePosition: Hashable, Sendable {
    /// The file as the user named it; empty when the value was made by the program.
    public var file: String
    /// The line, counted from 1; 0 for the file as a whole.
    public var line: Int
    /// The column in characters, counted from 1; 0 for the line as a whole.
    public var column: Int

    /// Makes a position.
    public init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The position of values that no file holds.
    public static let none = SourcePosition(file: "")

    /// The position, or another one where no file holds the value.
    public func or(_ other: SourcePosition) -> SourcePosition { file.isEmpty ? other : self }
}

extension SourcePosition: Comparable {
    /// Orders by file name, then line, then column.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

extension SourcePosition: CustomStringConvertible {
    /// `file:line:column`, without the parts that are not known.
    public var description: String {
        if line == 0 { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }
}
