import Flows
import Testing
import Values

/// Faults of systems outside of the stack, and of a bus with an archive.
@Suite struct OutsideFaultTests {
    /// A topic that posts to a partner, and a bus with an archive and an API destination at the same partner.
    private let outward = """
        Resources:
          Alarms:
            Type: AWS::SNS::Topic
            Properties: {Subscription: [{Protocol: https, Endpoint: "https://partner.example.com/hook"}]}
          Shop: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
          Kept: {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt Shop.Arn}}
          Orders:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Shop
              EventPattern: {source: [shop]}
              Targets: [{Id: hook, Arn: !GetAtt Hook.Arn, RoleArn: !GetAtt Role.Arn}]
          Connection: {Type: AWS::Events::Connection, Properties: {AuthorizationType: API_KEY}}
          Hook:
            Type: AWS::Events::ApiDestination
            Properties:
              ConnectionArn: !GetAtt Connection.Arn
              HttpMethod: POST
              InvocationEndpoint: https://partner.example.com/orders
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {}
              Policies:
                - PolicyName: call
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: "events:InvokeApiDestination", Resource: !GetAtt Hook.Arn}]
        """
    private let outgoing = """
        id: outgoing
        name: Outgoing
        summary: A partner is told of alarms and orders.
        for: 10m
        traffic:
          - {id: alarms, to: Alarms, arrivals: {constant: {rate: 1/s}}, until: 20s, payload: {n.$: $.index}}
          - id: orders
            to: Shop
            arrivals: {constant: {rate: 1/s}}
            until: 20s
            payload: {Source: shop, DetailType: order, Detail: {n.$: $.index}}
        """

    @Test(arguments: [
        "maintenance-window@5s:to=external:partner.example.com,for=5s",
        "throttle@5s:to=external:partner.example.com,for=5s",
        "delay@5s:to=external:partner.example.com,for=5s",
        "lost-acknowledgement@5s:to=external:partner.example.com,for=5s",
        "duplicate@5s:to=external:partner.example.com,for=5s",
        "partition@5s:to=external:partner.example.com,from=Alarms,for=5s", "replay@20s:to=Shop",
    ])
    func systemsOutsideAndBusesAreStruckToo(_ fault: String) throws {
        var session = try session(template: outward, flow: outgoing, faults: [fault])
        session.finish()
        #expect(session.predictions.map(\.isConfirmed) == [true], "\(session.predictions)")
        let run = session.runs[0]
        #expect(run.balance.isClosed, "\(run.balance)")
        #expect(run.strayCalls.isEmpty)
        // What did not get through at first has got through by its retries.
        #expect(run.value(of: .delivered, for: "alarms") == 20)
    }

    @Test(arguments: [
        ("replay@20s:to=Shop", "Shop has no archive"),
        (
            "crash@20s:to=external:partner.example.com",
            "cannot strike external:partner.example.com (a system outside)"
        ),
    ])
    func whatSystemsOutsideAndBusesLackIsTold(fault: String, found: String) {
        let archive = "Kept: {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt Shop.Arn}}"
        #expect {
            _ = try session(template: outward.replacing(archive, with: ""), flow: outgoing, faults: [fault])
        } throws: {
            "\($0)".contains(found)
        }
    }
}
