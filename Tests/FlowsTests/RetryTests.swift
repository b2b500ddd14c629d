import Flows
import Testing
import Values

/// Traffic that tries again, in the terms of a States Language `Retry`.
@Suite struct RetryTests {
    private func times(_ retry: String) throws -> [Double] {
        let flow = """
            id: retry
            name: Retry
            summary: One request at a queue that refuses all.
            for: 10m
            traffic:
              - {id: one, to: Jobs, arrivals: {list: [{at: 1s}]}, payload: {}, retry: \(retry)}
            """
        var session = try session(template: shop, flow: flow, faults: ["maintenance-window@0s:to=Jobs"])
        session.finish()
        let run = session.runs[0]
        #expect(run.balance.isClosed && run.balance.rejected == 1 && run.balance.made == 1)
        return (0..<run.recordCount).map { run.record($0) }.filter { $0.from == "external:client" }.map(\.sent.seconds)
    }

    @Test func theDefaultsAreThoseOfTheStatesLanguage() throws {
        // IntervalSeconds 1, MaxAttempts 3, BackoffRate 2; the answer takes 10 ms.
        #expect(try times("{}") == [1, 2.01, 4.02, 8.03])
    }

    @Test func eachFieldDoesWhatItSays() throws {
        #expect(try times("{MaxAttempts: 0}") == [1])
        #expect(try times("{MaxAttempts: 2, IntervalSeconds: 3, BackoffRate: 1}") == [1, 4.01, 7.02])
        #expect(try times("{MaxAttempts: 4, MaxDelaySeconds: 2}") == [1, 2.01, 4.02, 6.03, 8.04])
        let jittered = try times("{MaxAttempts: 3, JitterStrategy: FULL}")
        #expect(jittered.count == 4 && jittered != [1, 2.01, 4.02, 8.03])
        #expect(zip(jittered, [1, 2.01, 4.02, 8.03]).allSatisfy { $0 <= $1 })
    }

    @Test func aRequestThatGetsThroughLaterIsDelivered() throws {
        let flow = trade.replacing("from: 250ms", with: "from: 250ms\n    retry: {MaxAttempts: 5}")
        var session = try session(template: shop, flow: flow, faults: ["maintenance-window@20s:to=Jobs,for=2s"])
        session.finish()
        #expect(session.runs[0].value(of: .rejected, for: "bills") == 6)
        #expect(session.runs[0].value(of: .delivered, for: "bills") == 79)
        #expect(session.runs[0].balance.rejected == 0)
        #expect(session.runs[0].balance.isClosed)
    }

    @Test func aFunctionTriesItsCallsAgainAsTheFlowSays() throws {
        func times(_ retry: String) throws -> [Double] {
            let flow = jobs(rate: "1/s", until: "1s").replacing(
                "forEach: $.Records", with: "forEach: $.Records\n        \(retry)")
            var session = try session(template: worker, flow: flow, faults: ["throttle@0s:to=Items"])
            session.finish()
            let run = session.runs[0]
            let sent = (0..<run.recordCount).map { run.record($0) }.filter { $0.to == "Items" && $0.from == "Worker" }
                .map(\.sent.seconds)
            // Those of the first invocation, after its first; the refusal takes 10 ms.
            return sent.filter { $0 - sent[0] < 4 }.map { (($0 - sent[0]) * 1_000).rounded() / 1_000 }
        }
        let steady = try times("retry: {IntervalSeconds: 0.5, BackoffRate: 2, MaxAttempts: 2}")
        #expect(steady == [0, 0.51, 1.52])
        #expect(try times("retry: {IntervalSeconds: 0, MaxAttempts: 3}") == [0, 0.01, 0.02, 0.03])
        #expect(throws: Diagnostics.self) { try times("retry: {}\n        attempts: 2") }
    }

    @Test func whatAFunctionSendsAgainIsTheSameMessage() throws {
        let template = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Out: {Type: AWS::SQS::Queue}
              Sender:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  InlineCode: "def handler(event, context): pass"
                  Timeout: 20
                  Policies:
                    - Version: "2012-10-17"
                      Statement:
                        - {Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt Out.Arn}
            """
        func run(_ retry: String) throws -> FlowRun {
            let flow = """
                id: sends
                name: Sends
                summary: What comes is sent on.
                for: 40s
                traffic:
                  - {id: one, to: Sender, arrivals: {constant: {rate: 2/s}}, until: 30s, payload: {}}
                behaviour:
                  Sender:
                    calls:
                      - {action: "sqs:SendMessage", to: Out, parameters: {MessageBody: hello}, retry: \(retry)}
                """
            var session = try session(
                template: template, flow: flow, faults: ["maintenance-window@10s:to=Out,for=3s"])
            session.finish()
            #expect(session.runs[0].balance.isClosed, "\(session.runs[0].balance)")
            return session.runs[0]
        }
        let patient = try run("{BackoffRate: 1, MaxAttempts: 5}")
        #expect(patient.value(of: .errors, for: "Out") ?? 0 > 6)
        #expect(patient.balance.rejected == 0 && patient.balance.made == 120)
        // What waits for its next try when the function's time is up is lost.
        let cut = try run("{IntervalSeconds: 30, BackoffRate: 1, MaxAttempts: 5}")
        #expect(cut.balance.rejected > 0)
    }

    @Test func whatIsWrongWithItIsTold() {
        for (retry, problem) in [
            ("{MaxAttempts: -1}", "'MaxAttempts' is -1"), ("{BackoffRate: 0}", "'BackoffRate' is 0"),
            ("{JitterStrategy: SOME}", "expected FULL or NONE"), ("{MaxAttempt: 1}", "did you mean 'MaxAttempts'?"),
        ] {
            #expect { try times(retry) } throws: { "\($0)".contains(problem) }
        }
    }
}
