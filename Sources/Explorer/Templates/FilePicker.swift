import Canvas

/// Choosing a template: what is typed is a path, and the rows are what its folder holds.
extension Model {
    /// Opens the chooser, in the folder that was looked at last; it is read anew.
    mutating func openFilePicker() -> [Effect] {
        overlay = .picker(
            Picker(
                .files, title: "Open a template", field: TextField(folderListing?.folder ?? ""),
                empty: "the path of a SAM or CloudFormation template"))
        refreshPicker()
        return [.listFolder(folderListing?.folder ?? "")]
    }

    /// The folder that is typed, up to its last slash.
    private func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// Asks for what the typed folder holds, unless that is known.
    mutating func listFolder() -> [Effect] {
        guard case .picker(let picker) = overlay, picker.purpose == .files, let path = picker.field?.text else {
            return []
        }
        let folder = folder(of: path)
        return folderListing?.folder == folder ? [] : [.listFolder(folder)]
    }

    /// Takes in what a folder holds.
    mutating func take(_ listing: FolderListing) {
        folderListing = listing
        if case .picker(let picker) = overlay, picker.purpose == .files { refreshPicker() }
    }

    /// What the typed folder holds whose name starts with what is typed after it; folders first.
    func fileRows(_ path: String) -> [Picker.Row] {
        guard let listing = folderListing, listing.folder == folder(of: path) else { return [] }
        let start = path.dropFirst(listing.folder.count)
        func isMeant(_ name: String) -> Bool {
            start.isEmpty ? !name.hasPrefix(".") : name.lowercased().hasPrefix(start.lowercased())
        }
        return listing.folders.filter(isMeant).map {
            Picker.Row(.folder(listing.folder + $0 + "/"), kind: "folder", name: $0 + "/")
        }
            + listing.files.filter(isMeant).map { Picker.Row(.file(listing.folder + $0), kind: "file", name: $0) }
    }

    /// Goes into a folder.
    mutating func enter(_ folder: String) -> [Effect] {
        guard case .picker(var picker) = overlay else { return [] }
        picker.field = TextField(folder)
        overlay = .picker(picker)
        refreshPicker()
        return listFolder()
    }
}
