import Foundation

extension Process {
    /// Waits for the end of the program itself and returns its exit status; 128 and the signal where one ended it.
    ///
    /// Foundation's `waitUntilExit` waits until nobody holds a descriptor that the program was started with. A tmux
    /// server is started by a tmux client and keeps it, so that the wait would last as long as the server.
    func waitForEnd() -> Int32 {
        var status: Int32 = 0
        while true {
            let ended = waitpid(processIdentifier, &status, 0)
            if ended == processIdentifier { return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F) }
            if ended == -1, errno != EINTR { break }
        }
        // Foundation was first to collect the status: it knows the end already.
        waitUntilExit()
        return terminationReason == .exit ? terminationStatus : 128 + terminationStatus
    }
}
