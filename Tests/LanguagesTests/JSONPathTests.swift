import Languages
import Testing
import Values

@Suite("JSONPath") struct JSONPathTests {
    static let store = """
        {"store": {"book": [
          {"title": "A", "price": 8.95, "isbn": "1"},
          {"title": "B", "price": 12.99},
          {"title": "C", "price": 22.99, "isbn": "3"}],
         "bicycle": {"color": "red", "price": 19.95}},
         "detail-type": "x", "a.b": 1, "list": [1, 2, 3, 4], "most": 10}
        """

    @Test(
        "a path names what it says",
        arguments: [
            ("$.store.bicycle.color", #""red""#),
            ("$['store']['bicycle'][\"color\"]", #""red""#),
            ("$.detail-type", #""x""#),
            ("$['a.b']", "1"),
            ("$.store.book[0].title", #""A""#),
            ("$.store.book[-1].title", #""C""#),
            ("$.store.book[*].title", #"["A","B","C"]"#),
            ("$.store.book[1:].title", #"["B","C"]"#),
            ("$.store.book[:2].title", #"["A","B"]"#),
            ("$.list[0:4:2]", "[1,3]"),
            ("$.list[-2:]", "[3,4]"),
            ("$.list[0,2]", "[1,3]"),
            ("$.store.book[0]['title','price']", #"["A",8.95]"#),
            ("$..price", "[8.95,12.99,22.99,19.95]"),
            ("$.store.*.color", #"["red"]"#),
            ("$..book[2].title", #"["C"]"#),
            ("$.store.book[?(@.isbn)].title", #"["A","C"]"#),
            ("$.store.book[?(!@.isbn)].title", #"["B"]"#),
            ("$.store.book[?(@.price < 10)].title", #"["A"]"#),
            ("$.store.book[?(@.price > $.most)].title", #"["B","C"]"#),
            ("$.store.book[?(@.title == 'B' || @.isbn == \"3\")].title", #"["B","C"]"#),
            ("$.store.book[?(@.price >= 8.95 && (@.price <= 13))].title", #"["A","B"]"#),
            ("$.store.book[?(@.title != 'A')].title", #"["B","C"]"#),
            ("$.list[?(@ > 2)]", "[3,4]"),
            ("$.nothing[*]", "[]"),
        ])
    func names(path: String, value: String) throws {
        #expect(try JSONPath(path).value(in: json(Self.store)) == json(value))
    }

    @Test("the root is the whole, a missing value is nil, and indices stay within a list")
    func edges() throws {
        let store = json(Self.store)
        #expect(try JSONPath("$").value(in: store) == store)
        #expect(try JSONPath("$.none.below").value(in: store) == nil)
        #expect(try JSONPath("$.list[9]").value(in: store) == nil)
        #expect(try JSONPath("$.list[-9]").value(in: store) == nil)
        #expect(try JSONPath("$.list.length").value(in: store) == nil)
        #expect(try JSONPath("$$.Execution.Id").root == .context)
        #expect(try JSONPath("$.a[0]").isDefinite)
        #expect(try !JSONPath("$.a[0:1]").isDefinite)
    }

    @Test(
        "a text that is no path is refused at its place",
        arguments: [
            ("orders", "'o' at character 1 of 'orders'; expected a JSONPath"),
            ("$.", "the end at character 3"),
            ("$.a[", "expected an index"),
            ("$.a[0", "expected ']'"),
            ("$.a['b", "a text that does not end at character 5"),
            ("$.a b", "expected '.', '[' or the end of the path"),
            ("$.a.length()", "the function 'length()' at character 11"),
            ("$.a[?(@.b ~ 1)]", "expected ')'"),
            ("$.a[?(1)]", "expected a comparison"),
            ("$.a[0:4:0]", "expected a step of 1 or more"),
            ("$..a..b..c", "a third '..'"),
            ("$order.id", "workflow variables are not supported"),
        ])
    func refusals(path: String, reason: String) {
        #expect(flaws { () throws(Diagnostics) in try JSONPath(path) }.contains(reason))
    }

    @Test("corrupted paths never crash, and whatever compiles evaluates")
    func fuzzing() {
        let store = json(Self.store)
        let seeds = [
            "$.store.book[?(@.price < 10 && @.isbn != 'x')].title", "$..book[0:2,-1]['a',\"b\"]", "$$.a.*[1:2:3]",
        ]
        var compiled = 0
        fuzz(seeds, alphabet: "$.@[]()?*'\"<>=!&|:,-019ab ") { text in
            guard let path = try? JSONPath(text) else { return }
            compiled += 1
            _ = path.value(in: store)
        }
        #expect(compiled > 100)
    }
}
