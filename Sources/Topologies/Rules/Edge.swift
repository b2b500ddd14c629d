import Templates
import Values

/// What stands at the edge: CloudFront, load balancers, Route 53, Cloud Map, certificates and WAF.
let edgeRows: [ResourceRow] = [
    ResourceRow(
        "AWS::CloudFront::Distribution", kind: "cdn", service: "cloudfront", facesClients: true, link: linkDistribution),
    ResourceRow("AWS::CloudFront::Function", kind: "edge-function", service: "cloudfront"),
    .plumbing("AWS::CloudFront::CachePolicy", kind: "setting", .usedBy()),
    .plumbing("AWS::CloudFront::OriginRequestPolicy", kind: "setting", .usedBy()),
    .plumbing("AWS::CloudFront::ResponseHeadersPolicy", kind: "setting", .usedBy()),
    .plumbing("AWS::CloudFront::OriginAccessControl", kind: "setting", .usedBy(["AWS::CloudFront::Distribution"])),
    .plumbing(
        "AWS::CloudFront::CloudFrontOriginAccessIdentity", kind: "setting", .usedBy(["AWS::CloudFront::Distribution"])),
    .plumbing("AWS::CloudFront::KeyGroup", kind: "setting", .usedBy()),
    .plumbing("AWS::CloudFront::PublicKey", kind: "setting", .usedBy()),
    ResourceRow(
        "AWS::ElasticLoadBalancingV2::LoadBalancer", kind: "load-balancer", service: "elasticloadbalancing",
        facesClients: true, within: ["Subnets", "SubnetMappings.*.SubnetId"]),
    ResourceRow(
        "AWS::ElasticLoadBalancing::LoadBalancer", kind: "load-balancer", service: "elasticloadbalancing",
        facesClients: true, within: ["Subnets"], link: linkClassicBalancer),
    .plumbing(
        "AWS::ElasticLoadBalancingV2::Listener", kind: "listener", .into(["LoadBalancerArn"]), link: linkListener),
    .plumbing(
        "AWS::ElasticLoadBalancingV2::ListenerRule", kind: "route", .onWays(otherwise: ["ListenerArn"]),
        link: linkListenerRule),
    .plumbing("AWS::ElasticLoadBalancingV2::ListenerCertificate", kind: "setting", .into(["ListenerArn"])),
    .plumbing("AWS::ElasticLoadBalancingV2::TargetGroup", kind: "target-group", .onWays(otherwise: ["Targets.*.Id"])),
    ResourceRow("AWS::Route53::HostedZone", kind: "dns", layer: .network, service: "route53"),
    .plumbing("AWS::Route53::RecordSet", kind: "dns", .onWays(otherwise: ["HostedZoneId"]), link: linkRecord),
    .plumbing("AWS::Route53::RecordSetGroup", kind: "dns", .onWays(otherwise: ["HostedZoneId"]), link: linkRecordGroup),
    .plumbing("AWS::Route53::HealthCheck", kind: "setting", .usedBy()),
    ResourceRow("AWS::ServiceDiscovery::PrivateDnsNamespace", kind: "dns", layer: .network, within: ["Vpc"]),
    .plumbing("AWS::ServiceDiscovery::Service", kind: "dns", .into(["NamespaceId", "DnsConfig.NamespaceId"])),
    .plumbing("AWS::CertificateManager::Certificate", kind: "setting", .usedBy()),
    ResourceRow("AWS::WAFv2::WebACL", kind: "firewall", layer: .network, service: "wafv2"),
    .plumbing("AWS::WAFv2::WebACLAssociation", kind: "setting", .into(["WebACLArn"]), link: linkFirewall),
    .plumbing("AWS::WAFv2::IPSet", kind: "setting", .usedBy()),
    .plumbing("AWS::WAFv2::RuleGroup", kind: "setting", .usedBy()),
]

/// One way for each origin, labelled with the path patterns that lead to it.
private func linkDistribution(_ distribution: Resource, _ linker: inout Linker) {
    let configuration = distribution.properties["DistributionConfig"]
    for (index, origin) in (configuration?["Origins"]?.array ?? []).enumerated() {
        let path = PropertyPath(["DistributionConfig", "Origins", "\(index)", "DomainName"])
        guard let target = linker.target(distribution, path) ?? originOutside(origin, &linker) else { continue }
        let isBucket = linker.row(of: target)?.kind == "object-store"
        linker.add(
            Way(
                from: distribution.logicalID, to: target, kind: isBucket ? .read : .call,
                label: behaviours(of: origin["Id"]?.string, in: configuration),
                actions: isBucket ? ["s3:GetObject"] : linker.delivery(to: target),
                position: linker.position(distribution, path)))
    }
    linker.addEdgeFunctions(of: distribution)
    if let bucket = linker.target(distribution, "DistributionConfig.Logging.Bucket") {
        linker.add(
            Way(
                from: distribution.logicalID, to: bucket, kind: .observe, label: "access logs",
                actions: ["s3:PutObject"], position: linker.position(distribution, "DistributionConfig.Logging")))
    }
    if let firewall = linker.target(distribution, "DistributionConfig.WebACLId") {
        linker.addFirewall(
            firewall, in: distribution, via: [],
            position: linker.position(distribution, "DistributionConfig.WebACLId"))
    }
}

extension Linker {
    /// Adds the ways to the functions that run at the edge, for each behaviour that names them.
    fileprivate mutating func addEdgeFunctions(of distribution: Resource) {
        let count = distribution.properties.value(at: "DistributionConfig.CacheBehaviors")?.array?.count ?? 0
        let behaviours =
            [["DistributionConfig", "DefaultCacheBehavior"]]
            + (0..<count).map { ["DistributionConfig", "CacheBehaviors", "\($0)"] }
        for behaviour in behaviours {
            for (list, name) in [
                ("LambdaFunctionAssociations", "LambdaFunctionARN"), ("FunctionAssociations", "FunctionARN"),
            ] {
                let base = behaviour + [list]
                for index in (distribution.properties.value(at: PropertyPath(base))?.array ?? []).indices {
                    let path = PropertyPath(base + ["\(index)", name])
                    guard let function = targetOrOutside(distribution, path) else { continue }
                    let event = distribution.properties.value(at: PropertyPath(base + ["\(index)", "EventType"]))
                    add(
                        Way(
                            from: distribution.logicalID, to: function, kind: .call, label: event?.string ?? "",
                            actions: delivery(to: function), position: position(distribution, path)))
                }
            }
        }
    }
}

private func originOutside(_ origin: JSONValue, _ linker: inout Linker) -> String? {
    guard let domain = origin["DomainName"]?.string, domain.contains(".") else { return nil }
    return linker.external(domain)
}

/// `/api/*, /img/*` of the behaviours that lead to an origin; `default` where only the default one does.
private func behaviours(of origin: String?, in configuration: JSONValue?) -> String {
    let patterns = (configuration?["CacheBehaviors"]?.array ?? [])
        .filter { $0["TargetOriginId"]?.string == origin }.compactMap { $0["PathPattern"]?.string }
    if patterns.isEmpty {
        return configuration?.value(at: "DefaultCacheBehavior.TargetOriginId")?.string == origin ? "default" : ""
    }
    return joinedLabels(patterns)
}

/// A classic load balancer has no target groups: it names instances, and services and scaling groups name it.
private func linkClassicBalancer(_ balancer: Resource, _ linker: inout Linker) {
    let id = balancer.logicalID
    var found = linker.targets(balancer, "Instances")
    for other in linker.resolver.users(of: id).compactMap({ linker.resource($0) }) {
        for path: PropertyPath in ["LoadBalancers.*.LoadBalancerName", "LoadBalancerNames"]
        where linker.targets(other, path).contains(id) {
            found.append(other.logicalID)
        }
    }
    let ports = (balancer.properties["Listeners"]?.array ?? []).compactMap { $0["LoadBalancerPort"]?.scalarText }
    for target in unique(found) {
        linker.add(
            Way(
                from: id, to: target, kind: .call, label: joinedLabels(ports.map { "port \($0)" }),
                actions: linker.delivery(to: target), position: linker.position(balancer, "Listeners")))
    }
}

private func linkListener(_ listener: Resource, _ linker: inout Linker) {
    guard let balancer = linker.target(listener, "LoadBalancerArn") else { return }
    let port = listener.properties["Port"]?.scalarText.map { "port \($0)" } ?? ""
    linker.addForwards(from: balancer, of: listener, at: "DefaultActions", label: port, via: [])
}

private func linkListenerRule(_ rule: Resource, _ linker: inout Linker) {
    guard let listener = linker.target(rule, "ListenerArn").flatMap({ linker.resource($0) }),
        let balancer = linker.target(listener, "LoadBalancerArn")
    else { return }
    let conditions = (rule.properties["Conditions"]?.array ?? []).flatMap { condition in
        (condition["Values"] ?? condition.value(at: "PathPatternConfig.Values")
            ?? condition.value(at: "HostHeaderConfig.Values"))?.listed.compactMap(\.scalarText) ?? []
    }
    linker.addForwards(from: balancer, of: rule, at: "Actions", label: joinedLabels(conditions), via: [rule.logicalID])
}

extension Linker {
    /// Adds the ways from a load balancer through target groups to what is registered in them.
    fileprivate mutating func addForwards(
        from balancer: String, of resource: Resource, at actions: String, label: String, via: [String]
    ) {
        let pools = PropertyPath([actions, "*", "AuthenticateCognitoConfig", "UserPoolArn"])
        for pool in targets(resource, pools) {
            add(
                Way(
                    from: balancer, to: pool, kind: .call, label: "authorizer", via: via,
                    position: position(resource, pools)))
        }
        let groups = unique(
            targets(resource, PropertyPath([actions, "*", "TargetGroupArn"]))
                + targets(
                    resource, PropertyPath([actions, "*", "ForwardConfig", "TargetGroups", "*", "TargetGroupArn"])))
        for group in groups {
            for target in registered(in: group) {
                add(
                    Way(
                        from: balancer, to: target, kind: .call, label: label, via: via + [group],
                        actions: delivery(to: target), position: position(resource, PropertyPath([actions]))))
            }
        }
    }

    /// What a target group sends to: the targets it names, and the services and scaling groups that name it.
    private func registered(in group: String) -> [String] {
        guard let resource = resource(group) else { return [] }
        var found = targets(resource, "Targets.*.Id")
        for other in resolver.users(of: group).compactMap({ self.resource($0) }) {
            for path: PropertyPath in ["LoadBalancers.*.TargetGroupArn", "TargetGroupARNs"]
            where targets(other, path).contains(group) {
                found.append(other.logicalID)
            }
        }
        return unique(found)
    }

    /// Adds the way of requests that a firewall looks at: it is asked before the component answers.
    fileprivate mutating func addFirewall(
        _ firewall: String, in resource: Resource, via: [String], position: SourcePosition
    ) {
        add(
            Way(
                from: resource.logicalID, to: firewall, kind: .call, label: "inspects", via: via, position: position))
    }
}

private func linkFirewall(_ association: Resource, _ linker: inout Linker) {
    guard let firewall = linker.target(association, "WebACLArn"),
        let guarded = linker.targets(association, "ResourceArn").first(where: { linker.component(of: $0) != nil }),
        let resource = linker.component(of: guarded).flatMap({ linker.resource($0) })
    else { return }
    linker.addFirewall(firewall, in: resource, via: [association.logicalID], position: association.position)
}

private func linkRecord(_ record: Resource, _ linker: inout Linker) {
    linker.addRecord(record, at: [])
}

private func linkRecordGroup(_ group: Resource, _ linker: inout Linker) {
    for index in (group.properties["RecordSets"]?.array ?? []).indices {
        linker.addRecord(group, at: ["RecordSets", "\(index)"])
    }
}

extension Linker {
    /// A name that leads to a component: resolved in the zone before the component is called.
    fileprivate mutating func addRecord(_ record: Resource, at base: [String]) {
        let name = record.properties.value(at: PropertyPath(base + ["Name"]))?.string ?? ""
        let zone = zone(of: record, at: base)
        let named =
            targets(record, PropertyPath(base + ["AliasTarget", "DNSName"]))
            + targets(record, PropertyPath(base + ["ResourceRecords"]))
        for target in unique(named) where component(of: target) != nil {
            add(
                Way(
                    from: zone, to: target, kind: .resolve, label: name, via: [record.logicalID],
                    position: position(record, PropertyPath(base))))
        }
    }

    /// The zone of a record: of the stack, or one outside under the name that the record gives it.
    private mutating func zone(of record: Resource, at base: [String]) -> String {
        for path in [base + ["HostedZoneId"], ["HostedZoneId"]] {
            if let zone = target(record, PropertyPath(path)) { return zone }
        }
        let names = [base + ["HostedZoneName"], ["HostedZoneName"], base + ["HostedZoneId"], ["HostedZoneId"]]
        var name = names.lazy.compactMap { record.properties.value(at: PropertyPath($0))?.string }.first ?? "DNS zone"
        if name.hasSuffix(".") { name.removeLast() }
        let id = "external:" + name
        addOutside(TopologyNode(id: id, label: name, kind: "external", layer: .network))
        return id
    }
}
