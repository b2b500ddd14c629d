import Templates
import Values

/// Who may come in and what is kept secret: Cognito, Secrets Manager, Parameter Store, KMS.
let identityRows: [ResourceRow] = [
    ResourceRow("AWS::Cognito::UserPool", kind: "identity", service: "cognito-idp", link: linkUserPool),
    .plumbing("AWS::Cognito::UserPoolClient", kind: "setting", .into(["UserPoolId"])),
    .plumbing("AWS::Cognito::UserPoolDomain", kind: "setting", .into(["UserPoolId"])),
    .plumbing("AWS::Cognito::UserPoolGroup", kind: "setting", .into(["UserPoolId"])),
    .plumbing("AWS::Cognito::UserPoolUser", kind: "setting", .into(["UserPoolId"])),
    .plumbing("AWS::Cognito::UserPoolResourceServer", kind: "setting", .into(["UserPoolId"])),
    .plumbing("AWS::Cognito::UserPoolIdentityProvider", kind: "setting", .into(["UserPoolId"])),
    ResourceRow(
        "AWS::Cognito::IdentityPool", kind: "identity", layer: .identity, service: "cognito-identity",
        link: linkIdentityPool),
    .plumbing("AWS::Cognito::IdentityPoolRoleAttachment", kind: "setting", .into(["IdentityPoolId"])),
    ResourceRow(
        "AWS::SecretsManager::Secret", kind: "secret-store", layer: .identity, service: "secretsmanager"),
    .plumbing("AWS::SecretsManager::SecretTargetAttachment", kind: "setting", .into(["SecretId"])),
    .plumbing("AWS::SecretsManager::ResourcePolicy", kind: "policy", .into(["SecretId"])),
    .plumbing(
        "AWS::SecretsManager::RotationSchedule", kind: "schedule", .onWays(otherwise: ["SecretId"]), link: linkRotation),
    ResourceRow("AWS::SSM::Parameter", kind: "configuration-store", layer: .identity, service: "ssm"),
    ResourceRow("AWS::KMS::Key", kind: "key-store", layer: .identity, service: "kms"),
    .plumbing("AWS::KMS::Alias", kind: "alias", .into(["TargetKeyId"])),
    ResourceRow("AWS::AppConfig::Application", kind: "configuration-store", layer: .identity, service: "appconfig"),
    .plumbing("AWS::AppConfig::Environment", kind: "setting", .into(["ApplicationId"])),
    .plumbing("AWS::AppConfig::ConfigurationProfile", kind: "setting", .into(["ApplicationId"])),
    .plumbing("AWS::AppConfig::HostedConfigurationVersion", kind: "setting", .into(["ApplicationId"])),
    .plumbing("AWS::AppConfig::Deployment", kind: "setting", .into(["ApplicationId"])),
    .plumbing("AWS::AppConfig::DeploymentStrategy", kind: "setting", .usedBy()),
]

/// The functions that a user pool calls at sign-up, sign-in and so on, and waits for.
private func linkUserPool(_ pool: Resource, _ linker: inout Linker) {
    for trigger in pool.properties["LambdaConfig"]?.object?.members ?? [] {
        let path = PropertyPath(["LambdaConfig", trigger.key])
        guard let function = linker.targets(pool, path, service: "lambda").first else { continue }
        linker.add(
            Way(
                from: pool.logicalID, to: function, kind: .call, label: trigger.key, actions: ["lambda:Invoke"],
                position: linker.position(pool, path)))
    }
}

/// An identity pool asks its user pools who somebody is before it lends a role.
private func linkIdentityPool(_ pool: Resource, _ linker: inout Linker) {
    for path: PropertyPath in [
        "CognitoIdentityProviders.*.ProviderName", "CognitoIdentityProviders.*.ClientId",
    ] {
        for provider in linker.targets(pool, path) {
            linker.add(
                Way(
                    from: pool.logicalID, to: provider, kind: .call, label: "identity",
                    position: linker.position(pool, path)))
        }
    }
}

private func linkRotation(_ schedule: Resource, _ linker: inout Linker) {
    guard let secret = linker.target(schedule, "SecretId"),
        let function = linker.target(schedule, "RotationLambdaARN", service: "lambda")
    else { return }
    linker.add(
        Way(
            from: secret, to: function, kind: .call, label: "rotation", via: [schedule.logicalID],
            actions: ["lambda:Invoke"], position: schedule.position))
}
