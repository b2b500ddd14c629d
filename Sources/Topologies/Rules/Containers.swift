import Templates
import Values

/// Containers and machines: ECS, EKS, EC2, Auto Scaling, Batch, App Runner.
let containerRows: [ResourceRow] = [
    ResourceRow("AWS::ECS::Cluster", kind: "cluster", placement: .boundary, service: "ecs"),
    ResourceRow(
        "AWS::ECS::Service", kind: "container-service", service: "ecs",
        within: ["Cluster", "NetworkConfiguration.AwsvpcConfiguration.Subnets"], link: linkService),
    ResourceRow(
        "AWS::ECS::TaskDefinition", kind: "container-task",
        placement: .usedBy(["AWS::ECS::Service"], elseComponent: true), service: "ecs", delivery: "ecs:RunTask",
        runsCode: true, roles: ["TaskRoleArn"], environment: ["ContainerDefinitions.*.Environment.*.Value"],
        link: linkTaskDefinition),
    .plumbing("AWS::ECS::TaskSet", kind: "deployment", .into(["Service"])),
    .plumbing("AWS::ECS::CapacityProvider", kind: "setting", .usedBy()),
    .plumbing("AWS::ECS::ClusterCapacityProviderAssociations", kind: "setting", .intoBoundary(["Cluster"])),
    .plumbing(
        "AWS::ECR::Repository", kind: "image-store", .usedBy(["AWS::ECS::TaskDefinition", "AWS::Lambda::Function"])),
    ResourceRow("AWS::EKS::Cluster", kind: "container-service", within: ["ResourcesVpcConfig.SubnetIds"]),
    .plumbing("AWS::EKS::Nodegroup", kind: "setting", .into(["ClusterName"])),
    .plumbing("AWS::EKS::FargateProfile", kind: "setting", .into(["ClusterName"])),
    .plumbing("AWS::EKS::Addon", kind: "setting", .into(["ClusterName"])),
    ResourceRow(
        "AWS::EC2::Instance", kind: "machine", service: "ec2", runsCode: true, roles: ["IamInstanceProfile"],
        within: ["SubnetId"]),
    ResourceRow(
        "AWS::AutoScaling::AutoScalingGroup", kind: "machine", service: "autoscaling", within: ["VPCZoneIdentifier"]),
    .plumbing("AWS::AutoScaling::ScalingPolicy", kind: "scaling", .into(["AutoScalingGroupName"])),
    ResourceRow(
        "AWS::AutoScaling::LaunchConfiguration", kind: "setting", placement: .usedBy(), runsCode: true,
        roles: ["IamInstanceProfile"]),
    .plumbing("AWS::AutoScaling::LifecycleHook", kind: "setting", .into(["AutoScalingGroupName"])),
    ResourceRow(
        "AWS::EC2::LaunchTemplate", kind: "setting", placement: .usedBy(), runsCode: true,
        roles: ["LaunchTemplateData.IamInstanceProfile.Arn", "LaunchTemplateData.IamInstanceProfile.Name"]),
    ResourceRow(
        "AWS::Batch::JobQueue", kind: "batch-queue", service: "batch", delivery: "batch:SubmitJob",
        link: linkJobQueue),
    ResourceRow(
        "AWS::Batch::ComputeEnvironment", kind: "machine", service: "batch", within: ["ComputeResources.Subnets"]),
    .plumbing("AWS::Batch::JobDefinition", kind: "setting", .usedBy()),
    ResourceRow(
        "AWS::AppRunner::Service", kind: "container-service", service: "apprunner", facesClients: true, runsCode: true,
        roles: ["InstanceConfiguration.InstanceRoleArn"],
        environment: ["SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables.*.Value"]),
]

/// A service registers itself under a name where it has a registry.
private func linkService(_ service: Resource, _ linker: inout Linker) {
    for registry in linker.targets(service, "ServiceRegistries.*.RegistryArn") {
        linker.add(
            Way(
                from: registry, to: service.logicalID, kind: .resolve,
                position: linker.position(service, "ServiceRegistries")))
    }
}

private func linkTaskDefinition(_ definition: Resource, _ linker: inout Linker) {
    linker.addFileSystems(of: definition, at: "Volumes.*.EFSVolumeConfiguration.FilesystemId")
    linker.addLogs(
        from: definition.logicalID, of: definition, at: "ContainerDefinitions.*.LogConfiguration.Options.awslogs-group")
    for secret in linker.targets(definition, "ContainerDefinitions.*.Secrets.*.ValueFrom") {
        linker.add(
            Way(
                from: definition.logicalID, to: secret, kind: .read,
                actions: linker.row(of: secret)?.service == "ssm"
                    ? ["ssm:GetParameters"] : ["secretsmanager:GetSecretValue"],
                position: linker.position(definition, "ContainerDefinitions")))
    }
}

private func linkJobQueue(_ queue: Resource, _ linker: inout Linker) {
    for environment in linker.targets(queue, "ComputeEnvironmentOrder.*.ComputeEnvironment") {
        linker.add(
            Way(
                from: queue.logicalID, to: environment, kind: .event,
                position: linker.position(queue, "ComputeEnvironmentOrder")))
    }
}
