/// What each flow of the catalog comes to with seed 1, by binding: a digest of every record, message and ending.
///
/// A digest changes when the flow, its template or the emulation does. Look at what changed first
/// (`archscope run FLOW --format ndjson` before and after), and then write the new one down here.
let goldenDigests: Set<String> = [
    "order-events bus 62275b07449766df",
    "order-events topic 24a6662ec38db336",
    "order-journey bus 89113dc78d0f85ac",
    "order-journey bus-and-topic 5069c2a831c32f27",
    "orders-behind-the-edge core 3b28a360549a18f5",
    "orphans table a153dee2ee22b186",
    "out-of-turn fifo 55be1cea0592c0e8",
    "page-views direct 73f123956bb78a3e",
    "page-views levelled e02d2d707b6c75c1",
    "poison-message queue 40011a7f7c792457",
    "shared-work one-mapping dfe76746b6d4e70b",
    "shared-work side-by-side 288739560e7d51e2",
    "shipped-orders mapping 455758e90bcc9e5a",
    "shipped-orders pipe 3ddbb4bb6bc67c1c",
    "silent-attempts dead-letter-queue 7959d845de19cab3",
    "silent-attempts destinations e7f7c1bd04f4a9fd",
    "slow-release stacks 2be7fdf3c285ae71",
    "slow-release stages 30cba09d41051df4",
    "stuck-group fifo 4eb3e75563e800c3",
    "stuck-group stream d3727a9734f1e7a0",
    "taken-twice one-mapping 77d49048b71bbc87",
    "unchecked-orders bus 32011113468a35c5",
    "unchecked-orders queue b6b527e8a557bfc6",
    "unheard-failures queue cc8ad7526f0951fe",
    "write-spike buffered 25403508b5ed9e5e",
    "write-spike direct 552b4a7930674b2c",
    "write-stampede buffered 7cd99aa68b7df563",
]
