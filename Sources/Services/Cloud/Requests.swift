import Languages
import Simulation
import Values

/// Turning API parameters, as code and mapping templates write them, into calls with messages.
extension Call {
    /// Fills in what the action's parameters say: messages are made, the rest is kept as it is.
    mutating func fill(
        from parameters: JSONValue, parent: MessageID, at now: Instant, archive: inout Archive
    ) {
        about = parent
        func make(_ entry: JSONValue, _ text: JSONValue?, _ archive: inout Archive) -> MessageID {
            archive.makeMessage(entry, text: text, parent: parent, origin: principal, at: now)
        }
        switch action {
        case .sendMessage:
            messages = MessageList(make(parameters, parameters["MessageBody"], &archive))
        case .sendMessageBatch:
            let entries = parameters["Entries"]?.array ?? []
            messages = archive.list(entries.map { make($0, $0["MessageBody"], &archive) })
            if entries.contains(where: { $0["Id"] != nil }) { self.parameters = archive.store(parameters) }
        case .publish:
            messages = MessageList(make(parameters, parameters["Message"], &archive))
        case .publishBatch:
            let entries = parameters["PublishBatchRequestEntries"]?.array ?? []
            messages = archive.list(entries.map { make($0, $0["Message"], &archive) })
            if entries.contains(where: { $0["Id"] != nil }) { self.parameters = archive.store(parameters) }
        case .putEvents:
            messages = archive.list(
                (parameters["Entries"]?.array ?? []).map { entry in
                    archive.makeEvent(entry, parent: parent, origin: principal, at: now)
                })
        case .putRecord:
            messages = MessageList(archive.makeRecord(parameters, parent: parent, origin: principal, at: now))
        case .putRecords:
            messages = archive.list(
                (parameters["Records"]?.array ?? []).map { entry in
                    archive.makeRecord(entry, parent: parent, origin: principal, at: now)
                })
        case .receiveMessage:
            argument = Int64(parameters["MaxNumberOfMessages"]?.wholeNumber ?? 1)
            // A negative time is refused as one that is too long.
            wait = parameters["WaitTimeSeconds"]?.wholeNumber.map { $0 < 0 ? .max : Int64($0) * second } ?? -1
            if parameters["VisibilityTimeout"] != nil || parameters["ReceiveRequestAttemptId"] != nil {
                self.parameters = archive.store(parameters)
                _ = archive.name(parameters["ReceiveRequestAttemptId"]?.string)
            }
        case .deleteMessage, .changeMessageVisibility:
            receipts = ReceiptList(ReceiptHandle.receipt(parameters["ReceiptHandle"]?.string))
            argument = (parameters["VisibilityTimeout"]?.wholeNumber).map { Int64($0) * second } ?? -1
        case .deleteMessageBatch, .changeMessageVisibilityBatch:
            let entries = parameters["Entries"]?.array ?? []
            receipts = archive.list(entries.map { ReceiptHandle.receipt($0["ReceiptHandle"]?.string) })
            self.parameters = archive.store(parameters)
        case .getRecords, .getStreamRecords:
            self.parameters = archive.store(parameters)
            argument = Int64(parameters["Limit"]?.wholeNumber ?? 10_000)
            receipts =
                ShardIterator.parts(parameters["ShardIterator"]?.string).map { ReceiptList($0.position) }
                ?? ReceiptList()
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
    /// Makes a message of text (JSON is kept as JSON) with what a request or an entry of it says: attributes, group,
    /// deduplication id, delay. Names, types and values of attributes count towards its size.
    mutating func makeMessage(
        _ entry: JSONValue, text: JSONValue?, parent: MessageID, origin: ComponentID, at now: Instant
    ) -> MessageID {
        let body: PayloadID
        var size: Int
        var flaw = MessageFlaw.none
        if let written = text?.string {
            body = store(.text(written))
            size = written.utf8.count
            if size == 0 { flaw = .empty } else if !MessageFlaw.allows(written) { flaw = .characters }
        } else {
            let value = text ?? .null
            body = store(value)
            size = value.compactText.utf8.count
            if text == nil { flaw = .empty }
        }
        var attributesID = PayloadID.none
        if let attributes = entry["MessageAttributes"], let object = attributes.object, !object.isEmpty {
            attributesID = store(attributes)
            for member in object {
                let value = member.value["StringValue"]?.string ?? member.value["BinaryValue"]?.string ?? ""
                size += member.key.utf8.count + (member.value["DataType"]?.string ?? "").utf8.count + value.utf8.count
            }
        }
        let group = name(entry["MessageGroupId"]?.string)
        let deduplication = name(entry["MessageDeduplicationId"]?.string)
        let id = makeMessage(
            body: body, attributes: attributesID, parent: parent, origin: origin, at: now, size: size, group: group,
            deduplication: deduplication)
        messages[messages.count - 1].flaw = flaw
        if let delay = entry["DelaySeconds"]?.wholeNumber {
            messages[messages.count - 1].delay = Int32(clamping: delay)
        }
        return id
    }

    /// Makes an event of a `PutEvents` entry, in the shape that rules and targets see.
    ///
    /// Its size is that of `CalculatePutEventsEntrySize`: 14 bytes for the time and the UTF-8 of source, type, detail
    /// and resources.
    mutating func makeEvent(
        _ entry: JSONValue, parent: MessageID, origin: ComponentID, at now: Instant
    ) -> MessageID {
        let written = entry["Detail"]
        let detailText = written?.string ?? written?.compactText ?? ""
        let detail = written?.object != nil ? written : try? readJSON(detailText)
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
            "detail": detail ?? JSONValue(detailText),
        ])
        let id = makeMessage(body: body, parent: parent, origin: origin, at: now, size: size)
        if detail?.object == nil {
            messages[messages.count - 1].flaw = .detail
        } else if source.isEmpty || detailType.isEmpty {
            messages[messages.count - 1].flaw = .empty
        }
        return id
    }

    /// Makes a stream record of a `PutRecord` request or an entry of `PutRecords`: its data, grouped by partition key.
    /// The key counts towards its size.
    mutating func makeRecord(
        _ entry: JSONValue, parent: MessageID, origin: ComponentID, at now: Instant
    ) -> MessageID {
        let data = entry["Data"] ?? .null
        let body = data.string.map { store(.text($0)) } ?? store(data)
        let key = entry["PartitionKey"]?.string ?? ""
        let explicit = name(entry["ExplicitHashKey"]?.string)
        let id = makeMessage(
            body: body, parent: parent, origin: origin, at: now, size: text(body).utf8.count + key.utf8.count,
            group: key.isEmpty ? .none : name(key), deduplication: explicit)
        if key.isEmpty || key.unicodeScalars.count > 256 { messages[messages.count - 1].flaw = .empty }
        return id
    }
}

extension MessageFlaw {
    /// Whether a text holds nothing but the characters that SQS takes: #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD,
    /// #x10000 to #x10FFFF (docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html).
    static func allows(_ text: String) -> Bool {
        // Everything below the surrogates shows in single bytes; of what Swift's text can hold above them only U+FFFE
        // and U+FFFF are not allowed, EF BF BE and EF BF BF.
        var (last, beforeLast) = (UInt8(0), UInt8(0))
        for byte in text.utf8 {
            if byte < 0x20, byte != 0x9, byte != 0xA, byte != 0xD { return false }
            if byte >= 0xBE, last == 0xBF, beforeLast == 0xEF, byte <= 0xBF { return false }
            (beforeLast, last) = (last, byte)
        }
        return true
    }
}
