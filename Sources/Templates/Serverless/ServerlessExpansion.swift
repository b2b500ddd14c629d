import Values

/// The resources of a template with the serverless ones expanded, in order.
func serverlessExpansion(of template: Template, _ evaluator: inout Evaluator) -> [TemplateResource] {
    template.resources
}
