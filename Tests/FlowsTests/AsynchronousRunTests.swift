import Flows
import Testing
import Values

/// What the journal and the metrics tell of invocations that nobody waits for.
@Suite struct AsynchronousRunTests {
    private let template = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          News: {Type: AWS::SNS::Topic}
          Reader:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: index.handler
              InlineCode: "def handler(event, context): pass"
              Timeout: 10
              Policies: [{DynamoDBWritePolicy: {TableName: !Ref Items}}]
              Events: {News: {Type: SNS, Properties: {Topic: !Ref News}}}
          Items:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
              KeySchema: [{AttributeName: pk, KeyType: HASH}]
              ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}
        """

    private func run(_ behaviour: String, faults: [String] = []) throws -> FlowSession {
        let flow = """
            id: news
            name: News
            summary: A function is told of news.
            for: 20m
            traffic: [{id: news, to: News, arrivals: {constant: {rate: 10/s}}, until: 10s, payload: {n.$: $.index}}]
            behaviour: {Reader: {\(behaviour)}}
            """
        var session = try session(template: template, flow: flow, faults: faults)
        session.finish()
        #expect(session.runs[0].balance.isClosed && session.runs[0].strayCalls.isEmpty)
        return session
    }

    @Test func theyCountWhileTheirCodeRuns() throws {
        let run = try run("duration: {constant: 2s}, coldStart: {constant: 0s}").runs[0]
        #expect(run.value(of: .maxConcurrency, for: "Reader") == 20)
        #expect(run.value(of: .invocations, for: "Reader") == 100)
        #expect(run.value(of: .errors, for: "Reader") == 0)
        #expect(run.value(of: .duplicates, for: "Reader") == 0)
    }

    @Test func eachAttemptAtAnEventThatFailsIsInTheJournal() throws {
        let run = try run("duration: {constant: 1s}, fails: [{rate: 1, error: Down}]").runs[0]
        #expect(run.value(of: .invocations, for: "Reader") == 300)
        #expect(run.value(of: .errors, for: "Reader") == 300)
        #expect(run.value(of: .duplicates, for: "Reader") == 200)
        let runs = (0..<run.recordCount).map(run.record).filter {
            $0.action == "attempt" && $0.outcome.name == "FunctionError"
        }
        #expect(runs.count == 300)
        for one in runs { #expect(try #require(one.completed).seconds - one.sent.seconds > 0.999) }
    }

    @Test func faultsOfTheirFunctionShow() throws {
        for fault in ["crash@5s:for=2s", "slow@5s:by=3,for=2s"] {
            let session = try run("duration: {constant: 500ms}", faults: [fault])
            #expect(session.predictions.map(\.isConfirmed) == [true], "\(session.predictions)")
        }
    }

    /// Every view adds one to the same counter: the same content each time, and yet a write of its own.
    @Test func writesOfTheSameContentAreNoRetriesOfEachOther() throws {
        let count = """
            duration: {constant: 20ms}, calls: [{action: "dynamodb:UpdateItem", to: Items, attempts: 3, \
            parameters: {Key: {pk: {S: home}}, UpdateExpression: "ADD seen :n", \
            ExpressionAttributeValues: {":n": {N: "1"}}}}]
            """
        let run = try run(count).runs[0]
        let throttled = try #require(run.value(of: .throttles, for: "Items"))
        let needed = try #require(run.value(of: .requiredWriteCapacity, for: "Items"))
        #expect(throttled > 0)
        // A hundred writes in ten seconds, and a second's worth at the beginning.
        #expect(needed >= 9 && needed <= 11, "\(needed)")
    }
}
