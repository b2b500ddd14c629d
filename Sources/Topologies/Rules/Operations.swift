import Templates
import Values

/// Pipelines and builds, mail, devices, models, and stacks inside the stack.
let operationsRows: [ResourceRow] = [
    ResourceRow(
        "AWS::CloudFormation::Stack", kind: "nested-stack", placement: .boundaryOfStack, service: "cloudformation"),
    ResourceRow("AWS::Serverless::Application", kind: "nested-stack", service: "cloudformation"),
    .plumbing("AWS::CloudFormation::CustomResource", kind: "setting", .into(["ServiceToken"])),
    ResourceRow(
        "AWS::CodePipeline::Pipeline", kind: "pipeline", service: "codepipeline",
        delivery: "codepipeline:StartPipelineExecution", link: linkPipeline),
    .plumbing("AWS::CodePipeline::Webhook", kind: "setting", .into(["TargetPipeline"])),
    ResourceRow(
        "AWS::CodeBuild::Project", kind: "build", service: "codebuild", delivery: "codebuild:StartBuild",
        runsCode: true, roles: ["ServiceRole"], environment: ["Environment.EnvironmentVariables.*.Value"],
        within: ["VpcConfig.Subnets"]),
    ResourceRow("AWS::CodeCommit::Repository", kind: "source-repository", service: "codecommit"),
    .plumbing("AWS::CodeDeploy::DeploymentConfig", kind: "setting", .usedBy()),
    ResourceRow("AWS::SES::EmailIdentity", kind: "mail", service: "ses", delivery: "ses:SendEmail"),
    .plumbing("AWS::SES::ConfigurationSet", kind: "setting", .usedBy()),
    .plumbing("AWS::SES::Template", kind: "setting", .hidden),
    .plumbing("AWS::SES::ReceiptRuleSet", kind: "setting", .usedBy()),
    ResourceRow("AWS::SES::ReceiptRule", kind: "mail", link: linkReceiptRule),
    ResourceRow("AWS::IoT::TopicRule", kind: "rule", service: "iot", link: linkTopicRule),
    ResourceRow(
        "AWS::Bedrock::Agent", kind: "model", service: "bedrock", delivery: "bedrock:InvokeAgent", link: linkAgent),
    .plumbing("AWS::Bedrock::AgentAlias", kind: "alias", .into(["AgentId"])),
    ResourceRow("AWS::Bedrock::KnowledgeBase", kind: "search-index", service: "bedrock"),
    .plumbing("AWS::Bedrock::DataSource", kind: "setting", .into(["KnowledgeBaseId"])),
    .plumbing("AWS::Bedrock::Guardrail", kind: "setting", .usedBy()),
    ResourceRow("AWS::SageMaker::Endpoint", kind: "model", service: "sagemaker", delivery: "sagemaker:InvokeEndpoint"),
    .plumbing("AWS::SageMaker::EndpointConfig", kind: "setting", .usedBy()),
    .plumbing("AWS::SageMaker::Model", kind: "setting", .usedBy()),
]

/// One way for each project, function or bucket that a pipeline's actions use, and one to where it keeps its artifacts.
private func linkPipeline(_ pipeline: Resource, _ linker: inout Linker) {
    for path: PropertyPath in ["ArtifactStore.Location", "ArtifactStores.*.ArtifactStore.Location"] {
        for bucket in linker.targets(pipeline, path) {
            linker.add(
                Way(
                    from: pipeline.logicalID, to: bucket, kind: .write, label: "artifacts", actions: ["s3:PutObject"],
                    position: linker.position(pipeline, path)))
        }
    }
    for (stage, value) in (pipeline.properties["Stages"]?.array ?? []).enumerated() {
        for (index, action) in (value["Actions"]?.array ?? []).enumerated() {
            let path = PropertyPath(["Stages", "\(stage)", "Actions", "\(index)", "Configuration"])
            let fetches = action["ActionTypeId"]?["Category"]?.string == "Source"
            // A role that an action passes on is not what it works on.
            for target in linker.targets(pipeline, path) where linker.row(of: target)?.kind != "role" {
                let isFetched = fetches && linker.row(of: target)?.kind == "object-store"
                linker.add(
                    Way(
                        from: pipeline.logicalID, to: target, kind: isFetched ? .read : .call,
                        label: action["Name"]?.string ?? "",
                        actions: isFetched ? ["s3:GetObject"] : linker.delivery(to: target),
                        position: linker.position(pipeline, path)))
            }
        }
    }
}

private func linkReceiptRule(_ rule: Resource, _ linker: inout Linker) {
    let targets: [PropertyPath] = [
        "Rule.Actions.*.LambdaAction.FunctionArn", "Rule.Actions.*.S3Action.BucketName",
        "Rule.Actions.*.SNSAction.TopicArn",
    ]
    for path in targets {
        for target in linker.targets(rule, path) {
            linker.add(
                Way(
                    from: rule.logicalID, to: target, kind: .event, label: "mail received",
                    actions: linker.delivery(to: target), position: linker.position(rule, "Rule")))
        }
    }
}

/// One way for each action of an IoT rule, labelled with the topic of its statement.
private func linkTopicRule(_ rule: Resource, _ linker: inout Linker) {
    let sql = rule.properties.value(at: "TopicRulePayload.Sql")?.string ?? ""
    let topic = sql.split(separator: "'").dropFirst().first.map(String.init) ?? ""
    for (list, kindOfWay) in [("Actions", false), ("ErrorAction", true)] {
        let path = PropertyPath(["TopicRulePayload", list])
        for target in linker.targets(rule, path) where linker.row(of: target)?.kind != "role" {
            linker.add(
                Way(
                    from: rule.logicalID, to: target, kind: kindOfWay ? .deadLetter : .event, label: topic,
                    actions: linker.delivery(to: target), position: linker.position(rule, path)))
        }
    }
}

private func linkAgent(_ agent: Resource, _ linker: inout Linker) {
    for path: PropertyPath in ["ActionGroups.*.ActionGroupExecutor.Lambda", "KnowledgeBases.*.KnowledgeBaseId"] {
        for target in linker.targets(agent, path) {
            linker.add(
                Way(
                    from: agent.logicalID, to: target, kind: .call, actions: linker.delivery(to: target),
                    position: linker.position(agent, path)))
        }
    }
}
