"""Reads what `archscope run` exports with the parsers of each format's own project.

Usage: outputs.py ARCHSCOPE FLOW

CloudEvents with the CloudEvents SDK, OTLP/JSON with OpenTelemetry's protocol buffers, a recording with a terminal emulator.
"""

import json
import subprocess
import sys

import pyte
from cloudevents.core.bindings.http import HTTPMessage, from_structured_event
from google.protobuf import json_format
from opentelemetry.proto.trace.v1 import trace_pb2

archscope, flow = sys.argv[1:3]


def exported(form):
    return subprocess.run([archscope, "run", flow, "--format", form], capture_output=True, text=True).stdout


def check(holds, what):
    if not holds:
        sys.exit(f"{flow}: {what}")


records = [json.loads(line) for line in exported("ndjson").splitlines()]
check(records, "an empty journal")

# The SDK refuses an event without the attributes that the specification requires, or with badly named ones.
events = json.loads(exported("cloudevents"))
for event in events:
    message = HTTPMessage(headers={"content-type": "application/cloudevents+json"}, body=json.dumps(event).encode())
    parsed = from_structured_event(message)
    check(parsed.get_time() is not None, "a CloudEvent without a time")
check(len(events) == len(records), f"{len(events)} CloudEvents of {len(records)} records")

# Unknown fields and values of other types are errors. The protocol writes ids in hexadecimal where protocol buffers have
# Base64 (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding"), so that 16 and 8 bytes are read as 24 and 12.
traces = json_format.Parse(exported("otlp"), trace_pb2.TracesData())
spans = [span for resource in traces.resource_spans for scope in resource.scope_spans for span in scope.spans]
check(len(spans) == len(records), f"{len(spans)} spans of {len(records)} records")
for span in spans:
    check((len(span.trace_id), len(span.span_id)) == (24, 12), f"ids of {span.name}")
    check(span.start_time_unix_nano <= span.end_time_unix_nano, f"times of {span.name}")

# docs.asciinema.org/manual/asciicast/v3: a header, then [interval, code, data]; what it draws must fill the screen.
header, *lines = (json.loads(line) for line in exported("asciicast").splitlines())
check(header["version"] == 3, "no asciicast of version 3")
screen = pyte.Screen(header["term"]["cols"], header["term"]["rows"])
stream = pyte.Stream(screen)
for interval, code, data in lines:
    check(interval >= 0 and code in "oimrx", f"the event {code}")
    if code == "o":
        stream.feed(data)
check(sum(bool(row.strip()) for row in screen.display) > len(screen.display) / 2, "a recording that leaves rows empty")
check(not any("\x1b" in row for row in screen.display), "a sequence that the terminal does not know")
check(any(code == "m" for _, code, _ in lines), "a recording without chapters")
print(f"{flow}: {len(events)} CloudEvents, {len(spans)} spans, {len(lines)} events of a recording")
