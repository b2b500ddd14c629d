import Values

/// What other tools' files look like, so that a mistaken file is named for what it is.
///
/// One row per kind of file: the keys that it has and a template has not, what it is, and what to give instead.
private let foreignFiles: [(keys: [String], what: String, remedy: String)] = [
    (["apiVersion", "kind"], "a Kubernetes manifest", "give a SAM or CloudFormation template"),
    (["swagger"], "an OpenAPI document", "give the template whose API uses it as 'DefinitionBody'"),
    (["openapi"], "an OpenAPI document", "give the template whose API uses it as 'DefinitionBody'"),
    (["StartAt", "States"], "a state machine definition", "give the template whose state machine uses it"),
    (["service", "provider"], "a Serverless Framework file", "give the template that 'serverless package' writes"),
    (["services"], "a Compose file", "give a SAM or CloudFormation template"),
    (["resource", "provider"], "a Terraform file", "give a SAM or CloudFormation template"),
    (["terraform_version"], "a Terraform state", "give a SAM or CloudFormation template"),
    (["planned_values"], "a Terraform plan", "give a SAM or CloudFormation template"),
    (["app", "context"], "a CDK project file", "give the template that 'cdk synth' writes to cdk.out"),
    (["dependencies", "name"], "a package file", "give a SAM or CloudFormation template"),
    (["template_file"], "a SAM command-line configuration", "give the template it names"),
]

/// Says what a document is when it is no template but a file of another tool.
func foreignFileProblem(_ root: JSONObject, at place: SourcePosition) -> Diagnostic? {
    guard root["Resources"] == nil, root["AWSTemplateFormatVersion"] == nil else { return nil }
    guard let row = foreignFiles.first(where: { $0.keys.allSatisfy { root[$0] != nil } }) else { return nil }
    return Diagnostic(at: place, found: "\(row.what), not a template", expected: row.remedy)
}

/// Says that a text is HCL, which is no YAML at all and would otherwise give a strange error.
func terraformProblem(_ text: String, file: String) -> Diagnostic? {
    let openings = ["resource \"", "provider \"", "variable \"", "terraform {", "module \"", "data \"", "locals {"]
    var line = 0
    for part in text.split(separator: "\n", omittingEmptySubsequences: false).prefix(200) {
        line += 1
        let start = part.drop { $0 == " " || $0 == "\t" }
        if openings.contains(where: { start.hasPrefix($0) }) && part.contains("{") {
            return Diagnostic(
                at: SourcePosition(file: file, line: line, column: 1),
                found: "a Terraform file, not a template",
                expected: "give a SAM or CloudFormation template"
            )
        }
    }
    return nil
}
