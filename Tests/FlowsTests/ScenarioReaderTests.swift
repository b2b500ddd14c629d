import Flows
import Testing
import Values

@Suite struct ScenarioReaderTests {
    @Test func everythingThatIsWrongIsToldAtOnceWithItsPlace() throws {
        let flow = """
            id: jobs
            name: Jobs
            summry: Misspelt.
            for: soon
            traffic:
              - id: jobs
                to: Jobs
                arrivals: {constnt: {rate: 10/s}}
                payload: {}
              - id: more
                to: Jobs
                arrivals: {constant: {rate: fast}}
            behaviour:
              Worker:
                calls:
                  - {action: "dynamodb:PutItm", to: Items, parameters: {}}
            expectations:
              - {say: x, metric: rejectd, of: jobs, is: about 5}
            """
        let expected = [
            "flow.yaml:4:6: error: 'for' is \"soon\"; expected a duration such as 250ms, 90s or 1h30m",
            "flow.yaml:3:1: error: unknown field 'summry' in a flow; expected one of id, name, summary, bindings, roles, for, "
                + "parameters, traffic, behaviour, faults, expectations, narration, aliases, tags, related, sources; did "
                + "you mean 'summary'?",
            "flow.yaml:8:16: error: unknown arrival process 'constnt'; expected one of constant, poisson, ramp, spike, "
                + "wave, list; did you mean 'constant'?",
            "flow.yaml:12:33: error: 'rate' is \"fast\"; expected a rate such as 20/s, 5/m or 1/h, at most 100000/s",
            "flow.yaml:18:22: error: 'metric' is 'rejectd'",
            "flow.yaml:18:45: error: 'is' is \"about 5\"",
        ]
        do {
            _ = try readScenario(flow, file: "flow.yaml")
            Issue.record("the flow was accepted")
        } catch {
            for line in expected { #expect(error.description.contains(line), "\(error.description)") }
            #expect(error.description.contains("did you mean 'dynamodb:PutItem'?"))
        }
    }

    @Test func namesThatMeanNothingAreToldWithTheNearest() {
        let flow = jobs().replacing("to: Items", with: "to: Itmes")
        #expect {
            _ = try session(template: worker, flow: flow)
        } throws: {
            "\($0)".contains("a call of 'Worker' names 'Itmes'") && "\($0)".contains("did you mean 'Items'?")
        }
    }

    /// Flows with random damage either read or are refused; they never crash the reader.
    @Test func damagedFlowsNeverCrashTheReader() {
        let base = Array(jobs(fails: "fails: [{rate: 0.5, error: E}]").utf8)
        var state: UInt64 = 3
        for _ in 0..<400 {
            var bytes = base
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(32 + (state >> 20) % 95)
            }
            _ = try? readScenario(String(decoding: bytes, as: UTF8.self), file: "flow.yaml")
        }
    }
}
