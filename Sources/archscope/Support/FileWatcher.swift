#if canImport(Glibc)
    import Glibc
#endif

/// Tells when one of a few files changes, without waking up in between. Elsewhere than on Linux it never does: files are
/// then read again when asked for.
struct FileWatcher {
    /// What becomes readable when something has happened; nil while nothing is watched.
    private(set) var descriptor: Int32?
    /// The names watched for in each folder, by the number of its watch.
    private var names: [Int32: Set<String>] = [:]

    /// Watches these files and no others.
    mutating func watch(_ files: [String]) {
        #if canImport(Glibc)
            if let descriptor { close(descriptor) }
            descriptor = nil
            names = [:]
            guard !files.isEmpty else { return }
            let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard descriptor >= 0 else { return }
            // Editors often write a new file and rename it: the folder is watched, not the file that goes away.
            for file in files {
                let parts = file.split(separator: "/", omittingEmptySubsequences: false)
                let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : "."
                let number = inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO))
                if number >= 0, let name = parts.last { names[number, default: []].insert(String(name)) }
            }
            self.descriptor = descriptor
        #endif
    }

    /// Takes what has happened.
    /// - Returns: whether one of the files was written.
    mutating func takeChange() -> Bool {
        var isOurs = false
        #if canImport(Glibc)
            guard let descriptor else { return false }
            let header = MemoryLayout<inotify_event>.size
            var buffer = [UInt8](repeating: 0, count: 1 << 14)
            while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
                buffer.withUnsafeBytes { bytes in
                    var offset = 0
                    while offset + header <= count {
                        let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                        let end = offset + header + Int(event.len)
                        let name = String(decoding: bytes[(offset + header)..<end].prefix { $0 != 0 }, as: UTF8.self)
                        if names[event.wd]?.contains(name) == true { isOurs = true }
                        offset = end
                    }
                }
            }
        #endif
        return isOurs
    }
}
