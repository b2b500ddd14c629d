import Values

/// One of CloudFormation's short tags and the function it stands for.
struct CloudFormationTag {
    /// Every tag by its name, in the order of the alphabet. The last four are for rules and nested templates.
    static let names = [
        "And", "Base64", "Cidr", "Condition", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap",
        "ForEach", "GetAtt", "GetAZs", "GetStackOutput", "If", "ImportValue", "Join", "Length", "Not", "Or", "Ref",
        "RefAll", "Select",
        "Split", "Sub", "ToJsonString", "Transform", "ValueOf", "ValueOfAll",
    ]
    private static let known = Set(names)

    private let name: String

    /// The tag of this name without its `!`; nil when CloudFormation has none.
    init?(_ name: String) {
        guard Self.known.contains(name) else { return nil }
        self.name = name
    }

    /// The key of the object that the tag stands for.
    var key: String { name == "Ref" || name == "Condition" ? name : "Fn::" + name }

    /// The argument as the long form takes it: `!GetAtt Queue.Arn` is a list of two there.
    func argument(_ value: JSONValue) -> JSONValue {
        guard name == "GetAtt", let text = value.string, let dot = text.firstIndex(of: ".") else { return value }
        let resource = JSONValue(.string(String(text[..<dot])), at: value.position)
        let attribute = JSONValue(.string(String(text[text.index(after: dot)...])), at: value.position)
        return JSONValue(.array([resource, attribute]), at: value.position)
    }
}
