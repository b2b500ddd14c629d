import Simulation
import Values

/// Turning API parameters, as code and mapping templates write them, into calls with messages.
extension Call {
    /// Fills in what the action's parameters say: messages are made, the rest is kept as it is.
    mutating func fill(
        from parameters: JSONValue, parent: MessageID, at now: Instant, archive: inout Archive
    ) {
        switch action {
        case .sendMessage:
            messages = MessageList(
                archive.makeMessage(
                    text: parameters["MessageBody"], attributes: parameters["MessageAttributes"], parent: parent,
                    origin: principal, at: now))
            if let delay = parameters["DelaySeconds"]?.wholeNumber { argument = Int64(delay) * second }
        case .sendMessageBatch:
            messages = MessageList(
                (parameters["Entries"]?.array ?? []).map { entry in
                    archive.makeMessage(
                        text: entry["MessageBody"], attributes: entry["MessageAttributes"], parent: parent,
                        origin: principal, at: now)
                })
        case .publish:
            messages = MessageList(
                archive.makeMessage(
                    text: parameters["Message"], attributes: parameters["MessageAttributes"], parent: parent,
                    origin: principal, at: now))
        case .putEvents:
            messages = MessageList(
                (parameters["Entries"]?.array ?? []).map { entry in
                    archive.makeEvent(entry, parent: parent, origin: principal, at: now)
                })
        case .invokeFunction:
            argument = parameters["InvocationType"]?.string == "Event" ? Call.asynchronous : Call.synchronous
            let payload = parameters["Payload"] ?? parameters
            self.parameters = archive.store(payload)
            messages = MessageList(
                archive.makeMessage(
                    body: self.parameters, parent: parent, origin: principal, at: now,
                    size: payload.compactText.utf8.count))
        default:
            self.parameters = archive.store(parameters)
        }
    }
}

extension Archive {
    /// Makes a message of text (JSON is kept as JSON) and attributes; names, types and values count towards its size.
    mutating func makeMessage(
        text: JSONValue?, attributes: JSONValue?, parent: MessageID, origin: ComponentID, at now: Instant
    ) -> MessageID {
        let body: PayloadID
        var size: Int
        if let written = text?.string {
            body = store(.text(written))
            size = written.utf8.count
        } else {
            let value = text ?? .null
            body = store(value)
            size = value.compactText.utf8.count
        }
        var attributesID = PayloadID.none
        if let attributes, let object = attributes.object, !object.isEmpty {
            attributesID = store(attributes)
            for member in object {
                let value = member.value["StringValue"]?.string ?? member.value["BinaryValue"]?.string ?? ""
                size += member.key.utf8.count + (member.value["DataType"]?.string ?? "").utf8.count + value.utf8.count
            }
        }
        return makeMessage(
            body: body, attributes: attributesID, parent: parent, origin: origin, at: now, size: size)
    }

    /// Makes an event of a `PutEvents` entry, in the shape that rules and targets see.
    ///
    /// Its size is that of `CalculatePutEventsEntrySize`: 14 bytes for the time and the UTF-8 of source, type, detail
    /// and resources.
    mutating func makeEvent(
        _ entry: JSONValue, parent: MessageID, origin: ComponentID, at now: Instant
    ) -> MessageID {
        let detailText = entry["Detail"]?.string ?? entry["Detail"]?.compactText ?? "{}"
        let detail = (try? readJSON(detailText)) ?? JSONValue(detailText)
        let source = entry["Source"]?.string ?? ""
        let detailType = entry["DetailType"]?.string ?? ""
        let resources = entry["Resources"]?.array ?? []
        var size = 14 + source.utf8.count + detailType.utf8.count + detailText.utf8.count
        for resource in resources { size += resource.string?.utf8.count ?? 0 }
        let number = MessageID(messages.count)
        let body = store([
            "version": "0",
            "id": JSONValue(identifier(of: number)),
            "detail-type": JSONValue(detailType),
            "source": JSONValue(source),
            "account": JSONValue(EmulatedAccount.account),
            "time": JSONValue(EmulatedAccount.timestamp(now)),
            "region": JSONValue(EmulatedAccount.region),
            "resources": JSONValue(resources),
            "detail": detail,
        ])
        return makeMessage(body: body, parent: parent, origin: origin, at: now, size: size)
    }
}
