import Templates
import Values

/// Databases, caches, search, file systems and analytics.
let dataRows: [ResourceRow] = [
    ResourceRow(
        "AWS::RDS::DBInstance", kind: "relational-database",
        placement: .componentUnless(property: "DBClusterIdentifier", .into(["DBClusterIdentifier"])), service: "rds",
        within: ["DBSubnetGroupName"]),
    ResourceRow(
        "AWS::RDS::DBCluster", kind: "relational-database", service: "rds", delivery: "rds-data:ExecuteStatement",
        within: ["DBSubnetGroupName"]),
    ResourceRow(
        "AWS::RDS::DBProxy", kind: "database-proxy", service: "rds", delivery: "rds-db:connect",
        within: ["VpcSubnetIds"]),
    .plumbing("AWS::RDS::DBProxyTargetGroup", kind: "setting", .onWays(otherwise: ["DBProxyName"]), link: linkProxy),
    .plumbing("AWS::RDS::DBProxyEndpoint", kind: "setting", .into(["DBProxyName"])),
    .plumbing("AWS::RDS::DBSubnetGroup", kind: "network", .intoBoundary(["SubnetIds"])),
    .plumbing("AWS::RDS::DBParameterGroup", kind: "setting", .usedBy()),
    .plumbing("AWS::RDS::DBClusterParameterGroup", kind: "setting", .usedBy()),
    ResourceRow(
        "AWS::ElastiCache::CacheCluster", kind: "cache", service: "elasticache", within: ["CacheSubnetGroupName"]),
    ResourceRow(
        "AWS::ElastiCache::ReplicationGroup", kind: "cache", service: "elasticache", delivery: "elasticache:Connect",
        within: ["CacheSubnetGroupName"]),
    ResourceRow(
        "AWS::ElastiCache::ServerlessCache", kind: "cache", service: "elasticache", delivery: "elasticache:Connect",
        within: ["SubnetIds"]),
    .plumbing("AWS::ElastiCache::SubnetGroup", kind: "network", .intoBoundary(["SubnetIds"])),
    .plumbing("AWS::ElastiCache::ParameterGroup", kind: "setting", .usedBy()),
    ResourceRow("AWS::MemoryDB::Cluster", kind: "cache", within: ["SubnetGroupName"]),
    .plumbing("AWS::MemoryDB::SubnetGroup", kind: "network", .intoBoundary(["SubnetIds"])),
    ResourceRow(
        "AWS::OpenSearchService::Domain", kind: "search-index", service: "es", delivery: "es:ESHttpPut",
        within: ["VPCOptions.SubnetIds"]),
    ResourceRow(
        "AWS::Elasticsearch::Domain", kind: "search-index", service: "es", delivery: "es:ESHttpPut",
        within: ["VPCOptions.SubnetIds"]),
    ResourceRow("AWS::OpenSearchServerless::Collection", kind: "search-index", service: "aoss"),
    ResourceRow(
        "AWS::Redshift::Cluster", kind: "data-warehouse", service: "redshift", within: ["ClusterSubnetGroupName"]),
    .plumbing("AWS::Redshift::ClusterSubnetGroup", kind: "network", .intoBoundary(["SubnetIds"])),
    ResourceRow("AWS::RedshiftServerless::Workgroup", kind: "data-warehouse", within: ["SubnetIds"]),
    .plumbing("AWS::RedshiftServerless::Namespace", kind: "setting", .usedBy()),
    ResourceRow("AWS::Neptune::DBCluster", kind: "graph-database", within: ["DBSubnetGroupName"]),
    .plumbing("AWS::Neptune::DBInstance", kind: "setting", .into(["DBClusterIdentifier"])),
    ResourceRow("AWS::DocDB::DBCluster", kind: "document-database", service: "rds", within: ["DBSubnetGroupName"]),
    .plumbing("AWS::DocDB::DBInstance", kind: "setting", .into(["DBClusterIdentifier"])),
    ResourceRow("AWS::Timestream::Database", kind: "time-series-database", service: "timestream"),
    .plumbing("AWS::Timestream::Table", kind: "setting", .into(["DatabaseName"])),
    ResourceRow("AWS::EFS::FileSystem", kind: "file-system", service: "elasticfilesystem"),
    .plumbing("AWS::EFS::MountTarget", kind: "setting", .into(["FileSystemId"])),
    .plumbing("AWS::EFS::AccessPoint", kind: "access-point", .into(["FileSystemId"]), service: "elasticfilesystem"),
    ResourceRow("AWS::Glue::Database", kind: "data-catalog", service: "glue"),
    .plumbing("AWS::Glue::Table", kind: "setting", .onWays(otherwise: ["DatabaseName"]), link: linkCatalogTable),
    ResourceRow(
        "AWS::Glue::Job", kind: "batch-job", service: "glue", delivery: "glue:StartJobRun", runsCode: true,
        roles: ["Role"]),
    ResourceRow(
        "AWS::Glue::Crawler", kind: "batch-job", service: "glue", link: linkCrawler),
    .plumbing("AWS::Glue::Trigger", kind: "schedule", .into(["Actions.*.JobName"])),
    ResourceRow(
        "AWS::Athena::WorkGroup", kind: "query-engine", service: "athena", delivery: "athena:StartQueryExecution",
        link: linkWorkGroup),
    .plumbing("AWS::Athena::NamedQuery", kind: "setting", .into(["WorkGroup"])),
]

private func linkProxy(_ group: Resource, _ linker: inout Linker) {
    guard let proxy = linker.target(group, "DBProxyName", service: "rds") else { return }
    for database in linker.targets(group, "DBClusterIdentifiers", service: "rds")
        + linker.targets(group, "DBInstanceIdentifiers", service: "rds")
    {
        linker.add(
            Way(
                from: proxy, to: database, kind: .call, label: "pooled connections", via: [group.logicalID],
                position: group.position))
    }
}

private func linkCrawler(_ crawler: Resource, _ linker: inout Linker) {
    for source in linker.targets(crawler, "Targets") {
        linker.add(
            Way(
                from: crawler.logicalID, to: source, kind: .read, actions: [],
                position: linker.position(crawler, "Targets")))
    }
    if let database = linker.target(crawler, "DatabaseName", service: "glue") {
        linker.add(
            Way(
                from: crawler.logicalID, to: database, kind: .write, position: linker.position(crawler, "DatabaseName"))
        )
    }
}

/// A table of the data catalog describes objects that are read where they lie.
private func linkCatalogTable(_ table: Resource, _ linker: inout Linker) {
    let path: PropertyPath = "TableInput.StorageDescriptor.Location"
    guard let database = linker.target(table, "DatabaseName", service: "glue"),
        let store = linker.target(table, path)
    else { return }
    linker.add(
        Way(
            from: database, to: store, kind: .read, label: "table", via: [table.logicalID],
            position: linker.position(table, path)))
}

private func linkWorkGroup(_ group: Resource, _ linker: inout Linker) {
    let path: PropertyPath = "WorkGroupConfiguration.ResultConfiguration.OutputLocation"
    for bucket in linker.targets(group, path) {
        linker.add(
            Way(
                from: group.logicalID, to: bucket, kind: .write, label: "results", actions: ["s3:PutObject"],
                position: linker.position(group, path)))
    }
}
