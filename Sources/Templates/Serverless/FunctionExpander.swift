import Values

/// A function while it is being expanded: its events add to its role.
struct FunctionExpansion {
    let source: ServerlessResource
    /// The alias that events invoke instead of the function.
    var aliasID: String?
    /// The role that SAM makes; nil where the template gives one.
    var role: RoleDraft?

    var id: String { source.logicalID }
    /// What names the function to a permission or mapping.
    var name: JSONValue { ref(aliasID ?? id) }
    /// The ARN that services invoke.
    var arn: JSONValue { aliasID.map { ref($0) } ?? getAtt(id, "Arn") }
    /// The URI that API Gateway integrates.
    var invocationURI: JSONValue {
        let target = aliasID ?? id + ".Arn"
        return sub(
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${\(target)}/invocations"
        )
    }
}

/// Properties that pass through to the function unchanged.
private let passedProperties = [
    "FunctionName", "Handler", "Runtime", "Description", "MemorySize", "Timeout", "VpcConfig", "Environment",
    "KmsKeyArn", "ReservedConcurrentExecutions", "Layers", "FileSystemConfigs", "ImageConfig", "PackageType",
    "Architectures", "SnapStart", "EphemeralStorage", "CodeSigningConfigArn", "RuntimeManagementConfig",
    "LoggingConfig",
    "RecursiveLoop", "TenancyConfig", "DurableConfig", "FunctionScalingConfig", "PublishToLatestPublished",
]

extension ServerlessExpander {
    /// Expands `AWS::Serverless::Function`: the function, its role, version and alias, URL, and what its events need.
    mutating func expandFunction(_ source: ServerlessResource) {
        var function = FunctionExpansion(source: source)
        let properties = functionProperties(source)
        make(source.logicalID, "AWS::Lambda::Function", properties, from: source, dependsOn: source.resource.dependsOn)
        if let alias = source["AutoPublishAlias"]?.string {
            function.aliasID = makeAlias(alias, of: source, properties)
        }
        expandURL(function)
        if source["Role"] == nil { function.role = roleDraft(for: source) }
        expandInvokeConfig(&function)
        expandEvents(&function)
        if let role = function.role { make(role.logicalID, "AWS::IAM::Role", role.properties, from: source) }
        addDeploymentGroup(function)
    }

    private mutating func functionProperties(_ source: ServerlessResource) -> JSONObject {
        var members: [JSONObject.Member] = [.init(key: "Code", value: code(source))]
        for name in passedProperties {
            if let value = source[name] { members.append(.init(key: name, value: value)) }
        }
        members.append(.init(key: "Role", value: source["Role"] ?? getAtt(source.logicalID + "Role", "Arn")))
        members.append(.init(key: "Tags", value: tags(source["Tags"], createdBy: "lambda:createdBy")))
        if let mode = activeTracing(source) { members.append(.init(key: "TracingConfig", value: ["Mode": mode])) }
        if let queue = source["DeadLetterQueue"], let target = queue["TargetArn"] {
            members.append(.init(key: "DeadLetterConfig", value: ["TargetArn": target]))
        }
        if let config = source["CapacityProviderConfig"] {
            members.append(
                .init(
                    key: "CapacityProviderConfig",
                    value: [
                        "LambdaManagedInstancesCapacityProviderConfig": making([
                            "CapacityProviderArn": config["Arn"],
                            "PerExecutionEnvironmentMaxConcurrency": config["PerExecutionEnvironmentMaxConcurrency"],
                            "ExecutionEnvironmentMemoryGiBPerVCpu": config["ExecutionEnvironmentMemoryGiBPerVCpu"],
                        ])
                    ]
                )
            )
        }
        return JSONObject(members)
    }

    /// The tracing mode, unless it is off.
    private func activeTracing(_ source: ServerlessResource) -> JSONValue? {
        source["Tracing"].flatMap { $0.string == "Disabled" ? nil : $0 }
    }

    /// Where the code is: inline, an image, an object of S3, or a local path that packaging will replace.
    private mutating func code(_ source: ServerlessResource) -> JSONValue {
        if let inline = source["InlineCode"] { return ["ZipFile": inline] }
        if let image = source["ImageUri"] { return ["ImageUri": image] }
        if source["PackageType"]?.string == "Image" {
            // The command line of SAM builds the image that 'Metadata' describes.
            if source.resource.attributes["Metadata"] != nil { return [:] }
            evaluator.fail(at: source.position, "function '\(source.logicalID)' without 'ImageUri'", "name its image")
            return [:]
        }
        if let uri = source["CodeUri"] { return location(uri) }
        evaluator.fail(
            at: source.position,
            "function '\(source.logicalID)' without code",
            "give it 'CodeUri' or 'InlineCode'"
        )
        return [:]
    }

    /// A package's location: an object's bucket and key, or a local path as it is written.
    func location(_ uri: JSONValue) -> JSONValue {
        if let object = uri.object, object["Bucket"] != nil {
            return making([
                "S3Bucket": object["Bucket"], "S3Key": object["Key"], "S3ObjectVersion": object["Version"],
            ])
        }
        guard let text = uri.string, text.hasPrefix("s3://") else { return uri }
        let parts = separate(String(text.dropFirst(5)), at: "?versionId=")
        let bucket = parts[0].prefix { $0 != "/" }
        return making([
            "S3Bucket": JSONValue(String(bucket)), "S3Key": JSONValue(String(parts[0].dropFirst(bucket.count + 1))),
            "S3ObjectVersion": parts.count == 2 ? JSONValue(parts[1]) : nil,
        ])
    }

    /// Tags as a list, with the one that says who made the resource.
    func tags(_ value: JSONValue?, createdBy key: String) -> JSONValue {
        let own = (value?.object ?? JSONObject()).map { making(["Key": JSONValue($0.key), "Value": $0.value]) }
        return JSONValue([["Key": JSONValue(key), "Value": "SAM"]] + own)
    }

    private mutating func roleDraft(for source: ServerlessResource) -> RoleDraft {
        var role = RoleDraft(
            logicalID: source.logicalID + "Role",
            trust: source["AssumeRolePolicyDocument"] ?? trust("lambda.amazonaws.com")
        )
        let basic =
            source["DurableConfig"] == nil ? "AWSLambdaBasicExecutionRole" : "AWSLambdaBasicDurableExecutionRolePolicy"
        role.add(managed: managedPolicy("service-role/" + basic))
        if activeTracing(source) != nil { role.add(managed: managedPolicy("AWSXrayWriteOnlyAccess")) }
        if source["VpcConfig"] != nil {
            role.add(managed: managedPolicy("service-role/AWSLambdaVPCAccessExecutionRole"))
        }
        role.path = source["RolePath"]
        role.permissionsBoundary = source["PermissionsBoundary"]
        role.tags = tags(source["Tags"], createdBy: "lambda:createdBy")
        if let queue = source["DeadLetterQueue"] {
            let actions = ["SQS": "sqs:SendMessage", "SNS": "sns:Publish"]
            if let target = queue["TargetArn"], let action = queue["Type"]?.string.flatMap({ actions[$0] }) {
                var document = allowing(JSONValue(action), on: target).object ?? JSONObject()
                document["Version"] = "2012-10-17"
                role.add(policy: "DeadLetterQueuePolicy", JSONValue(document))
            } else {
                evaluator.fail(
                    at: queue.position,
                    "'DeadLetterQueue' of '\(source.logicalID)' without type or target",
                    "give 'Type: SQS' or 'Type: SNS', and 'TargetArn'"
                )
            }
        }
        add(policies: source["Policies"], to: &role)
        return role
    }

    /// Publishes a version and points an alias at it; gives the alias's logical id.
    private mutating func makeAlias(_ alias: String, of source: ServerlessResource, _ properties: JSONObject) -> String
    {
        let content = JSONValue([
            properties["Code"] ?? [:], properties["Environment"] ?? [:], properties["MemorySize"] ?? .null,
        ])
        let digits =
            source["AutoPublishCodeSha256"]?.string.map { String($0.prefix(10)) } ?? hashed(content.compactText)
        let versionID = source.logicalID + "Version" + digits
        let aliasID =
            source.logicalID + "Alias"
            + separate(separate(alias, at: "-").joined(separator: "D"), at: "_")
            .joined(separator: "U")
        make(
            versionID,
            "AWS::Lambda::Version",
            makingObject(["FunctionName": ref(source.logicalID), "Description": source["VersionDescription"]]),
            from: source
        )
        make(
            aliasID,
            "AWS::Lambda::Alias",
            makingObject([
                "Name": JSONValue(alias), "FunctionName": ref(source.logicalID),
                "FunctionVersion": getAtt(versionID, "Version"),
                "ProvisionedConcurrencyConfig": source["ProvisionedConcurrencyConfig"],
            ]),
            from: source
        )
        evaluator.aliases[source.logicalID + ".Alias"] = aliasID
        evaluator.aliases[source.logicalID + ".Version"] = versionID
        return aliasID
    }

    private mutating func expandURL(_ function: FunctionExpansion) {
        let source = function.source
        guard let config = source["FunctionUrlConfig"] else { return }
        make(
            function.id + "Url",
            "AWS::Lambda::Url",
            makingObject([
                "AuthType": config["AuthType"], "TargetFunctionArn": function.name, "Cors": config["Cors"],
                "InvokeMode": config["InvokeMode"],
            ]),
            from: source,
            at: config.position
        )
        guard let access = config["AuthType"]?.string, access == "AWS_IAM" || access == "NONE" else {
            evaluator.fail(
                at: config["AuthType"]?.position ?? config.position,
                "a function URL without 'AuthType'",
                "write 'AWS_IAM' or 'NONE'"
            )
            return
        }
        guard access == "NONE" else { return }
        make(
            function.id + "UrlPublicPermissions",
            "AWS::Lambda::Permission",
            makingObject([
                "Action": "lambda:InvokeFunctionUrl", "FunctionName": function.name, "Principal": "*",
                "FunctionUrlAuthType": "NONE",
            ]),
            from: source,
            at: config.position
        )
        make(
            function.id + "URLInvokeAllowPublicAccess",
            "AWS::Lambda::Permission",
            makingObject([
                "Action": "lambda:InvokeFunction", "FunctionName": function.name, "Principal": "*",
                "InvokedViaFunctionUrl": true,
            ]),
            from: source,
            at: config.position
        )
    }
}
