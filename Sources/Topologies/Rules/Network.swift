/// Networks: a VPC is a boundary, and what configures it belongs to it.
let networkRows: [ResourceRow] =
    [
        ResourceRow("AWS::EC2::VPC", kind: "network", placement: .boundary, service: "ec2"),
        ResourceRow("AWS::EC2::NatGateway", kind: "network", layer: .network, within: ["SubnetId"]),
        ResourceRow("AWS::EC2::VPCEndpoint", kind: "network", layer: .network, within: ["VpcId"]),
        .plumbing("AWS::EC2::InternetGateway", kind: "network", .usedBy(["AWS::EC2::VPCGatewayAttachment"])),
        ResourceRow("AWS::EC2::VPCPeeringConnection", kind: "network", layer: .network, within: ["VpcId"]),
        .plumbing("AWS::EC2::Subnet", kind: "network", .intoBoundary(["VpcId"])),
        .plumbing("AWS::EC2::SecurityGroup", kind: "network", .intoBoundary(["VpcId"])),
        .plumbing("AWS::EC2::SecurityGroupIngress", kind: "network", .intoBoundary(["GroupId"])),
        .plumbing("AWS::EC2::SecurityGroupEgress", kind: "network", .intoBoundary(["GroupId"])),
        .plumbing("AWS::EC2::RouteTable", kind: "network", .intoBoundary(["VpcId"])),
        .plumbing("AWS::EC2::Route", kind: "network", .intoBoundary(["RouteTableId"])),
        .plumbing(
            "AWS::EC2::SubnetRouteTableAssociation", kind: "network", .intoBoundary(["SubnetId", "RouteTableId"])),
        .plumbing("AWS::EC2::VPCGatewayAttachment", kind: "network", .intoBoundary(["VpcId"])),
        .plumbing("AWS::EC2::NetworkAcl", kind: "network", .intoBoundary(["VpcId"])),
        .plumbing("AWS::EC2::NetworkAclEntry", kind: "network", .intoBoundary(["NetworkAclId"])),
        .plumbing("AWS::EC2::SubnetNetworkAclAssociation", kind: "network", .intoBoundary(["SubnetId"])),
        .plumbing("AWS::EC2::VPCDHCPOptionsAssociation", kind: "network", .intoBoundary(["VpcId"])),
        .plumbing("AWS::EC2::DHCPOptions", kind: "network", .hidden),
        .plumbing("AWS::EC2::EIP", kind: "network", .usedBy()),
        .plumbing("AWS::EC2::FlowLog", kind: "network", .intoBoundary(["ResourceId"])),
    ]
