/// AWS IAM: roles and policies belong to what runs as them; the ways they permit are found by `Permissions`.
let iamRows: [ResourceRow] = [
    .plumbing("AWS::IAM::Role", kind: "role", .usedBy(), service: "iam"),
    .plumbing("AWS::IAM::Policy", kind: "policy", .into(["Roles", "Users", "Groups"])),
    .plumbing("AWS::IAM::RolePolicy", kind: "policy", .into(["RoleName"])),
    .plumbing("AWS::IAM::ManagedPolicy", kind: "policy", .into(["Roles"]), service: "iam"),
    .plumbing("AWS::IAM::InstanceProfile", kind: "role", .usedBy()),
    .plumbing("AWS::IAM::ServiceLinkedRole", kind: "role", .hidden),
]
