/// What each flow of the catalog comes to with seed 1, by binding: a digest of every record, message and ending.
///
/// A digest changes when the flow, its template or the emulation does. Look at what changed first
/// (`archscope run FLOW --format ndjson` before and after), and then write the new one down here.
let goldenDigests: Set<String> = [
    "order-events bus c17cff224972b7be",
    "order-events topic 3b6211929d503bce",
    "order-journey bus 1f86aa1226a44d3f",
    "order-journey bus-and-topic 6d624cd4b9669828",
    "orders-behind-the-edge core 3b28a360549a18f5",
    "orphans table a153dee2ee22b186",
    "page-views direct 09cd50e848039d6b",
    "page-views levelled e02d2d707b6c75c1",
    "poison-message queue 40011a7f7c792457",
    "shipped-orders mapping 455758e90bcc9e5a",
    "shipped-orders pipe 3ddbb4bb6bc67c1c",
    "slow-release stacks 2be7fdf3c285ae71",
    "slow-release stages 30cba09d41051df4",
    "unchecked-orders bus 32011113468a35c5",
    "unchecked-orders queue b6b527e8a557bfc6",
    "unheard-failures queue cc8ad7526f0951fe",
    "write-spike buffered 25403508b5ed9e5e",
    "write-spike direct 552b4a7930674b2c",
    "write-stampede buffered 7cd99aa68b7df563",
]
