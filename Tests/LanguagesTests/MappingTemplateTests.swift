import Testing
import Values

@testable import Languages

@Suite("Mapping templates") struct MappingTemplateTests {
    static let request = GatewayRequest(
        body: #"{"Data": "d=1&e", "PartitionKey": "k", "n": 5, "name": "O'Neil \"x\"", "o": {"a": 1},"#
            + #" "records": [{"data": "a", "partition-key": "p1"}, {"data": "b", "partition-key": "p2"}]}"#,
        path: ["stream-name": "s1", "petId": "7"], query: ["page": "2", "q": "a b"], headers: ["X-Trace": "t1"],
        stageVariables: ["table": "Music"],
        context: JSONObject([
            JSONObject.Member(key: "requestId", value: "r-1"),
            JSONObject.Member(key: "identity", value: ["sourceIp": "192.0.2.1"]),
        ]))

    @Test(
        "references, functions and directives",
        arguments: [
            ("plain text costs $5 and #1", "plain text costs $5 and #1"),
            ("$input.json('$.PartitionKey')", #""k""#),
            ("$input.json('$.none')", #""""#),
            ("$input.json('$.records[*].data')", #"["a","b"]"#),
            ("$input.path('$.PartitionKey')-$input.path('$.none')-", "k--"),
            ("$input.path('PartitionKey')", "k"),
            ("$input.path('$.o') $input.path('$.records[0]')", "{a=1} {data=a, partition-key=p1}"),
            (
                "$input.params('stream-name')/$input.params('page')/$input.params('x-trace')/$input.params('no')",
                "s1/2/t1/"
            ),
            ("$input.params().querystring.page $input.params().header.get('X-Trace')", "2 t1"),
            ("$context.requestId $context.identity.sourceIp $context.none.", "r-1 192.0.2.1 ."),
            ("$stageVariables.table ${stageVariables.table}s $stageVariables['table']", "Music Musics Music"),
            ("$util.urlEncode($input.path('$.Data'))", "d%3D1%26e"),
            ("$util.urlEncode('a b/é*')", "a+b%2F%C3%A9*"),
            ("$util.urlDecode('a+b%2F%C3%A9%')", "a b/é%"),
            ("$util.base64Encode($input.path('$.Data'))", "ZD0xJmU="),
            ("$util.base64Decode('ZD0xJmU=')", "d=1&e"),
            ("$util.escapeJavaScript($input.path('$.name'))", #"O\'Neil \"x\""#),
            (#"$util.escapeJavaScript($input.path('$.name')).replaceAll("\\'","'")"#, #"O'Neil \"x\""#),
            ("$util.parseJson('{\"a\": [1, 2]}').a[1]", "2"),
            ("#set($x = 'v')$x ${x}y $!x $unset $!unset.", "v vy v $unset ."),
            ("#set($x = \"a $input.params('page') ${x}\")$x", "a 2 ${x}"),
            ("#set( $n = 2 + 3 * 4 - 1 )$n", "13"),
            ("#set($n = (2 + 3) * 4 / 3 % 4)$n", "2"),
            ("#set($n = 7.5 - 1)$n", "6.5"),
            ("#set($n = -7.5 % 2)$n", "-1.5"),
            ("#set($s = 'a' + 1)$s", "a1"),
            ("#if($input.path('$.n') == 5)five#else other#end", "five"),
            ("#if($input.path('$.n') > 5)a#elseif($input.path('$.n') >= 5)b#{else}c#end", "b"),
            ("#if($none)a#{else}b#end", "b"),
            ("#if(!$none && ($input.path('$.n') lt 6 or false))a#end", "a"),
            ("#if(\"$!none\" == \"\")empty#end", "empty"),
            ("#if(not $none and true)x#end", "x"),
            (
                "#foreach($r in $input.path('$.records'))$r.data=$r.partition-key#if($foreach.hasNext),#end#end",
                "a=p1,b=p2"
            ),
            (
                "#foreach($i in [1..3])$foreach.index$foreach.count$velocityCount#if($foreach.last)!#end #end",
                "011 122 233! "
            ),
            ("#foreach($i in [3..1])$i#if($i == 2)#break#end#end", "32"),
            ("#foreach($k in $input.params().path.keySet())$k;#end", "petId;stream-name;"),
            ("#foreach($e in $input.params().path.entrySet())$e.key=$e.value;#end", "petId=7;stream-name=s1;"),
            ("a#stop b", "a"),
            ("a## comment\nb#* and\nanother *#c", "abc"),
            (##"\$input.body \#if"##, "$input.body #if"),
            ("#set($l = [])#set($d = $l.add('a'))#set($d = $l.add(2))$l $l.size() $l[0] $l.get(1)", #"["a",2] 2 a 2"#),
            (
                "#set($m = {'a': 1, 'b': $input.path('$.n')})#set($d = $m.put('c', 3))#set($m.d = 4)$m $m.b $m.size()",
                "{a=1, b=5, c=3, d=4} 5 4"
            ),
            (
                "#set($s = ' aBc ')$s.trim().toUpperCase() $s.length() $s.trim().substring(1) $s.trim().substring(0, 1)",
                "ABC 5 Bc a"
            ),
            (
                "#set($s = 'a,b,,')$s.split(',').size() $s.contains('b') $s.indexOf(',') $s.startsWith('a') $s.replace(',', ';')",
                "2 true 1 true a;b;;"
            ),
            ("#set($x = 1)\n$x\n#if(true)\nyes\n#end\ndone", "1\nyes\ndone"),
            (##"#set($q = 'it''s')$q"##, "it's"),
        ] as [(String, String)])
    func renders(template: String, text: String) throws {
        #expect(try MappingTemplate(template).render(Self.request) == text)
    }

    @Test("real templates of front doors")
    func frontDoors() throws {
        let records = """
            {
              "StreamName": "$input.params('stream-name')",
              "Records": [
                  #foreach($elem in $input.path('$.records'))
                     {
                      "Data": "$util.base64Encode($elem.data)",
                      "PartitionKey": "$elem.partition-key"
                     }#if($foreach.hasNext),#end
                  #end
                 ]
            }
            """
        let wanted = """
            {"StreamName": "s1", "Records": [{"Data": "YQ==", "PartitionKey": "p1"}, {"Data": "Yg==", "PartitionKey": "p2"}]}
            """
        #expect(try json(MappingTemplate(records).render(Self.request)) == json(wanted))
        let form =
            "Action=SendMessage&MessageBody=$util.urlEncode($input.body)&MessageAttribute.1.Value.StringValue=$context.requestId"
        let rendered = try MappingTemplate(form).render(GatewayRequest(body: "a=1 é", context: Self.request.context))
        #expect(rendered == "Action=SendMessage&MessageBody=a%3D1+%C3%A9&MessageAttribute.1.Value.StringValue=r-1")
        let response =
            "#set($inputRoot = $input.path('$'))\n{\n\t\"music\": [\n\t\t#foreach($field in $inputRoot.Items) {\n\t\t\t\"id\": \"$field.id.S\"\n\t\t}#if($foreach.hasNext),#end\n\t\t#end\n\t]\n}"
        let items = #"{"Items": [{"id": {"S": "1"}}, {"id": {"S": "2"}}]}"#
        #expect(
            try json(MappingTemplate(response).render(GatewayRequest(body: items)))
                == json(#"{"music": [{"id": "1"}, {"id": "2"}]}"#))
    }

    @Test("a body that is not JSON is an error only for templates that look into it; an empty one is an empty object")
    func bodies() throws {
        let text = GatewayRequest(body: "not json")
        #expect(try MappingTemplate("$input.body").render(text) == "not json")
        #expect(throws: MappingTemplateError.bodyIsNotJSON) { try MappingTemplate("$input.json('$')").render(text) }
        #expect(try MappingTemplate("$input.json('$')").render(GatewayRequest()) == "{}")
    }

    @Test("loops end")
    func loopsEnd() throws {
        #expect(throws: MappingTemplateError.tooManyIterations(limit: 1000)) {
            try MappingTemplate("#foreach($i in [1..1001])x#end").render(Self.request)
        }
        let nested = "#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])#end#end#end"
        #expect(throws: MappingTemplateError.tooManyIterations(limit: 100_000)) {
            try MappingTemplate(nested).render(Self.request)
        }
    }

    @Test(
        "what is not understood is told with its place in the template",
        arguments: [
            ("a\n #macro(x)#end", "#macro at 2:2 of the mapping template; this directive of Velocity is not supported"),
            ("#foreahc($i in $x)#end", "did you mean 'foreach'?"),
            ("#if(true)x", "#if without #end at 1:1"),
            ("x#end", "#end without #if or #foreach at 1:2"),
            ("#foreach($i of $x)#end", "expected 'in'"),
            ("#if(true)a#else b#else c#end", "#else without #end"),
            ("#set(x = 1)", "expected a variable"),
            ("#set($x 1)", "expected '='"),
            ("#set($x = )", "expected a reference, a text in quotes"),
            ("#set($x = 'a)", "a text that does not end at 1:11"),
            ("$input.jsn('$')", "did you mean 'json'?"),
            ("$input", "$input by itself"),
            ("$input.json()", "$input.json with 0 arguments"),
            ("$input.path('$.a[')", "in the path '$.a['"),
            ("$util.urlEncod('x')", "did you mean 'urlEncode'?"),
            ("$util.urlEncode('x', 'y')", "with 2 arguments"),
            ("$x.sizee()", "did you mean 'size'?"),
            ("$x.get()", "get with 0 arguments"),
            ("$x.replaceAll('[a-z]', '')", "a regular expression for 'replaceAll'"),
            ("$input.path('$').put('a', 1)", "'put' on a value within another"),
            ("${x", "expected '}'"),
            ("#set($m = {'a' 1})", "expected ':'"),
        ])
    func refusals(template: String, reason: String) {
        let position = SourcePosition(file: "t.yaml", line: 4, column: 9)
        let found = flaws { () throws(Diagnostics) in try MappingTemplate(template, at: position) }
        #expect(found.contains(reason), "\(found)")
        #expect(found.hasPrefix("t.yaml:4:9: error: "))
    }

    @Test("corrupted templates never crash, and whatever compiles renders or fails cleanly")
    func fuzzing() {
        let seeds = [
            "#set($x = [1, 'a'])#foreach($i in $x)$i #if($foreach.hasNext && $i != 2),#else.#end#end",
            "{\"a\": \"$util.escapeJavaScript($input.params('q'))\", \"b\": $input.json('$.records[0]')}",
            "#if(\"$!x\" == '' || !($y >= 2.5))${x.y[0].get('k')}#elseif(true)$input.body#end",
            "#set($m = {'a': {'b': [1..3]}})$m.a.b[2].toString().substring(0, 1)",
        ]
        var compiled = 0
        fuzz(seeds, alphabet: "#$!{}()[]'\".,:=<>&|+-*/% \n1ax") { text in
            guard let template = try? MappingTemplate(text) else { return }
            compiled += 1
            _ = try? template.render(Self.request)
        }
        #expect(compiled > 100)
        for deep in ["(", "[", "!", "{'a':", "\"$x.get("] {
            _ = try? MappingTemplate("#set($x = " + String(repeating: deep, count: 5000))
        }
        _ = try? MappingTemplate(String(repeating: "#if(true)", count: 5000))
    }
}

@Suite("Parameter mappings") struct ParameterMappingTests {
    @Test(
        "values come from where the mapping says",
        arguments: [
            ("'static'", ParameterMapping.Style.rest, "static"),
            ("method.request.body", .rest, MappingTemplateTests.request.body),
            ("method.request.body.records[1].data", .rest, "b"),
            ("method.request.body.o", .rest, #"{"a":1}"#),
            ("method.request.querystring.page", .rest, "2"),
            ("method.request.header.x-trace", .rest, "t1"),
            ("method.request.path.petId", .rest, "7"),
            ("context.identity.sourceIp", .rest, "192.0.2.1"),
            ("stageVariables.table", .rest, "Music"),
            ("method.request.querystring.none", .rest, nil),
            ("MyDetailType", .http, "MyDetailType"),
            ("$request.body", .http, MappingTemplateTests.request.body),
            ("$request.body.PartitionKey", .http, "k"),
            ("$request.body.n", .http, "5"),
            ("$request.body.none", .http, nil),
            ("$request.header.X-Trace", .http, "t1"),
            ("$request.querystring.page", .http, "2"),
            ("$request.path.petId", .http, "7"),
            ("$context.requestId", .http, "r-1"),
            ("$stageVariables.table", .http, "Music"),
            ("pet ${request.path.petId} of ${context.requestId}!", .http, "pet 7 of r-1!"),
            ("${request.body.none}-", .http, "-"),
        ] as [(String, ParameterMapping.Style, String?)])
    func values(mapping: String, style: ParameterMapping.Style, value: String?) throws {
        #expect(try ParameterMapping(JSONValue(mapping), style: style).value(MappingTemplateTests.request) == value)
    }

    @Test(
        "a mapping that is not understood is refused",
        arguments: [
            ("static", ParameterMapping.Style.rest, "expected a constant in single quotes"),
            ("'static", .rest, "expected a closing single quote"),
            ("method.request.querstring.x", .rest, "did you mean 'querystring'?"),
            ("method.request.header", .rest, "expected a name after 'header.'"),
            ("$request.bdy.x", .http, "did you mean 'body'?"),
            ("$request.body.a[", .http, "in the path 'a['"),
            ("${request.path.x", .http, "'${' without '}'"),
        ])
    func refusals(mapping: String, style: ParameterMapping.Style, reason: String) {
        let found = flaws { () throws(Diagnostics) in try ParameterMapping(JSONValue(mapping), style: style) }
        #expect(found.contains(reason), "\(found)")
    }
}
