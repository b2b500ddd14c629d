import Foundation

/// The pipeline scenario in other languages, run where their tools are there. Each prints its million events a second of
/// processor time.
struct ReferenceLoops {
    let messages: Int
    let python: String

    /// A loop over `std::priority_queue`, compiled with -O2; nil where there is no C++ compiler.
    func cpp() throws -> Double? {
        try inFolder { folder in
            let source = folder.appendingPathComponent("pipeline.cpp")
            let program = folder.appendingPathComponent("pipeline")
            try Data(ReferenceLoops.cppText.utf8).write(to: source)
            for compiler in ["c++", "clang++", "g++"] {
                guard output(compiler, "-O2", source.path, "-o", program.path) != nil else { continue }
                return output(program.path, "\(messages)").flatMap(Double.init)
            }
            return nil
        }
    }

    /// SimPy (pypi.org/project/simpy) on a thirtieth of the messages; nil where it is not installed.
    func simPy() throws -> Double? {
        try inFolder { folder in
            let source = folder.appendingPathComponent("pipeline.py")
            try Data(ReferenceLoops.simPyText.utf8).write(to: source)
            return output(python, source.path, "\(max(1, messages / 30))").flatMap(Double.init)
        }
    }

    private func inFolder(_ body: (URL) throws -> Double?) throws -> Double? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// What a program prints; nil where it is not there or fails.
    private func output(_ program: String, _ arguments: String...) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static let cppText = #"""
        #include <cmath>
        #include <cstdint>
        #include <cstdio>
        #include <cstdlib>
        #include <ctime>
        #include <queue>
        #include <random>
        #include <vector>
        struct Event { int64_t time; uint64_t sequence; uint8_t kind, stage, attempt; };
        struct Later {
            bool operator()(const Event &a, const Event &b) const {
                return a.time != b.time ? a.time > b.time : a.sequence > b.sequence;
            }
        };
        struct Stage { double mean; int free; std::vector<uint8_t> waiting; size_t head; };
        int main(int, char **arguments) {
            long limit = atol(arguments[1]), sent = 0, events = 0;
            uint64_t state = 1, sequence = 0;
            auto uniform = [&] {  // SplitMix64
                uint64_t z = (state += 0x9E3779B97F4A7C15);
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return ((z ^ (z >> 31)) >> 11) * 0x1p-53;
            };
            auto exponential = [&](double mean) { return (int64_t)(-mean * std::log(1 - uniform())); };
            std::priority_queue<Event, std::vector<Event>, Later> queue;
            auto push = [&](int64_t time, uint8_t kind, uint8_t stage, uint8_t attempt) {
                queue.push({time, sequence++, kind, stage, attempt});
            };
            Stage stages[4] = {{60e6, 4, {}, 0}, {60e6, 4, {}, 0}, {40e6, 4, {}, 0}, {20e6, 2, {}, 0}};
            auto start = [&](uint8_t stage, uint8_t attempt, int64_t now) {
                push(now + exponential(stages[stage].mean), 3, stage, attempt);
            };
            clock_t begin = clock();
            push(0, 0, 0, 0);
            while (!queue.empty()) {
                Event event = queue.top();
                queue.pop();
                events++;
                Stage &stage = stages[event.stage];
                switch (event.kind) {
                case 0:
                    push(event.time + 5000000, 2, 0, 1);
                    if (++sent < limit) push(event.time + exponential(20e6), 0, 0, 0);
                    break;
                case 1:
                    for (uint8_t next = 1; next < 4; next++) push(event.time, 2, next, 1);
                    break;
                case 2:
                    if (stage.free > 0) {
                        stage.free--;
                        start(event.stage, event.attempt, event.time);
                    } else {
                        stage.waiting.push_back(event.attempt);
                    }
                    break;
                default:
                    if (uniform() < 0.1) {
                        if (event.attempt < 4) push(event.time + 1000000000, 2, event.stage, event.attempt + 1);
                    } else if (event.stage == 0) {
                        push(event.time + 20000000, 1, 0, 0);
                    }
                    if (stage.head < stage.waiting.size()) {
                        start(event.stage, stage.waiting[stage.head++], event.time);
                    } else {
                        stage.waiting.clear();
                        stage.head = 0;
                        stage.free++;
                    }
                }
            }
            printf("%f\n", events / ((double)(clock() - begin) / CLOCKS_PER_SEC) / 1e6);
        }
        """#

    private static let simPyText = #"""
        random, sys, time, simpy = map(__import__, ("random", "sys", "time", "simpy"))
        limit, events = int(sys.argv[1]), 0
        random.seed(1)
        env = simpy.Environment()
        stages = [(simpy.Resource(env, capacity=c), m) for c, m in ((4, .06), (4, .06), (4, .04), (2, .02))]
        def work(stage):
            global events
            resource, mean = stages[stage]
            for attempt in range(4):
                events += 1
                with resource.request() as slot:
                    yield slot
                    yield env.timeout(random.expovariate(1 / mean))
                events += 1
                if random.random() >= 0.1:
                    if stage == 0:
                        yield env.timeout(0.02)
                        events += 1
                        for next in (1, 2, 3):
                            env.process(work(next))
                    return
                yield env.timeout(1)
        def source():
            global events
            for _ in range(limit):
                events += 1
                env.process(delayed())
                yield env.timeout(random.expovariate(50))
        def delayed():
            yield env.timeout(0.005)
            yield env.process(work(0))
        begin = time.process_time()
        env.process(source())
        env.run()
        print(events / (time.process_time() - begin) / 1e6)
        """#
}
