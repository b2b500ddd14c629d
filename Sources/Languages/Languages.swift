/// `Languages` owns the small languages AWS configuration is written in, a folder each: ARNs, EventBridge event
/// patterns, SNS and Lambda filters, IAM policies, JSONPath, States Language payload templates, EventBridge input
/// transformers, API Gateway mapping templates and parameter mappings, and schedules.
///
/// Each is compiled once (text or JSON in, a value or `Diagnostics` out) and then evaluated many times without
/// parsing again. The room must not know templates, resources, emulated services or the clock: whatever depends on
/// time or chance is passed in.
enum LanguageLimits {
    /// The deepest nesting any language of this room follows before it refuses its input, as EventBridge does for
    /// events (1 000 levels by botocore `events.PutEvents`); smaller so that recursion stays within a thread's stack.
    static let deepestNesting = 256
}
