import Values

/// The types that SAM makes and that have tags as a list.
private let taggedTypes: Set<String> = [
    "AWS::Lambda::Function", "AWS::Lambda::CapacityProvider", "AWS::CloudFormation::Stack", "AWS::SNS::Topic",
    "AWS::IoT::TopicRule", "AWS::IAM::Role", "AWS::DynamoDB::Table", "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::Stage", "AWS::ApiGateway::DomainName", "AWS::ApiGateway::UsagePlan", "AWS::ApiGateway::ApiKey",
    "AWS::CodeDeploy::DeploymentGroup", "AWS::SQS::Queue", "AWS::StepFunctions::StateMachine",
]

/// Tags as the list that most types have.
func tagList(_ tags: JSONObject) -> JSONValue {
    JSONValue(tags.map { making(["Key": JSONValue($0.key), "Value": $0.value]) })
}

extension ServerlessExpander {
    /// Gives the tags of a resource with `PropagateTags` to all that it makes.
    mutating func propagateTags(of source: ServerlessResource, replacing replaces: Bool) {
        guard source["PropagateTags"]?.bool == true, let tags = source["Tags"]?.object, !tags.isEmpty else { return }
        let own = tagList(tags).array ?? []
        let resources = made[source.logicalID] ?? []
        made[source.logicalID] = resources.map { resource in
            guard taggedTypes.contains(resource.type) else { return resource }
            var resource = resource
            let names = Set(tags.keys)
            let before = replaces ? [] : resource.properties["Tags"]?.array ?? []
            let kept = before.filter { tag in tag["Key"]?.string.map { !names.contains($0) } ?? true }
            resource.properties["Tags"] = JSONValue(kept + own)
            return resource
        }
    }
}
