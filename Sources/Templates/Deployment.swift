import Values

/// Where and under which name a stack is deployed: what the pseudo parameters of CloudFormation give.
public struct Deployment: Hashable, Sendable {
    /// The account id, twelve digits.
    public var account: String
    /// The Region, such as `us-east-1`.
    public var region: String
    /// The name of the stack.
    public var stackName: String

    /// Makes a deployment; without arguments the one that all documentation uses.
    public init(account: String = "123456789012", region: String = "us-east-1", stackName: String = "stack") {
        self.account = account
        self.region = region
        self.stackName = stackName
    }

    /// The partition of the Region: `aws`, `aws-cn` or `aws-us-gov`.
    public var partition: String {
        if region.hasPrefix("cn-") { return "aws-cn" }
        return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    }

    /// The domain under which the services of the partition answer.
    public var domain: String { partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com" }

    /// The value of a pseudo parameter such as `AWS::Region`; nil for names that are none, and for `AWS::NoValue`.
    func pseudoParameter(_ name: String) -> JSONValue? {
        switch name {
        case "AWS::AccountId": JSONValue(account)
        case "AWS::Region": JSONValue(region)
        case "AWS::Partition": JSONValue(partition)
        case "AWS::URLSuffix": JSONValue(domain)
        case "AWS::StackName": JSONValue(stackName)
        case "AWS::StackId": JSONValue("arn:\(partition):cloudformation:\(region):\(account):stack/\(stackName)/id")
        case "AWS::NotificationARNs": JSONValue([])
        default: nil
        }
    }

    /// The names of all pseudo parameters.
    static let pseudoParameterNames = [
        "AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue", "AWS::Partition", "AWS::Region", "AWS::StackId",
        "AWS::StackName", "AWS::URLSuffix",
    ]
}
