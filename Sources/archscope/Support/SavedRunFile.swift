import Catalog
import Flows
import Foundation
import Patterns
import Values

/// A file that `archscope run --save` wrote.
struct SavedRunFile {
    let path: String
    let run: SavedRun

    /// Larger files, in bytes, are not read: about two million records.
    private static let sizeLimit = 1 << 30

    /// The saved run at a path; nil where there is none, such as a template.
    /// - Throws: a failure that says what is wrong with it.
    init?(path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let start = try? file.read(upToCount: 64), SavedRun.isOne(String(decoding: start, as: UTF8.self)) else {
            return nil
        }
        guard let rest = try? file.read(upToCount: SavedRunFile.sizeLimit), rest.count < SavedRunFile.sizeLimit else {
            throw Failure("\(path.withVisibleControls): error: the file cannot be read, or is larger than 1 GiB")
        }
        let text = String(decoding: start + rest, as: UTF8.self)
        do throws(Diagnostics) { run = try SavedRun(text, file: path) } catch { throw Failure(error) }
        self.path = path
    }

    /// The session, ready to run again.
    /// - Throws: a failure that says why this version cannot run it.
    func open() throws -> RunSource {
        do throws(Diagnostics) {
            let session = try run.open()
            return RunSource(flow: "", title: session.scenario.name, session: session, saved: self)
        } catch {
            throw Failure(
                "\(path.withVisibleControls): error: this version cannot run it again; --format ndjson still prints its "
                    + "journal\n\(error)")
        }
    }

    /// Holds what came out against what was recorded.
    /// - Throws: a failure that names the bindings that ran another way.
    func verify(_ session: FlowSession) throws {
        let different = run.differences(from: session)
        guard !different.isEmpty else { return }
        let names = different.filter { !$0.isEmpty }.map { " '\($0)'" }.joined(separator: ",")
        throw Failure(
            "\(path.withVisibleControls): error: the run\(names) does not come out as it was recorded, so it was saved by "
                + "another version; --format ndjson prints its journal as it was recorded")
    }
}
