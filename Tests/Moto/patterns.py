"""Asks moto which messages a filter policy and which events a pattern lets through.

Usage: patterns.py < QUESTIONS > ANSWERS, both a JSON value a line. A question is one of `archscope eval`:
{"policy", "scope", "message": {"Message", "MessageAttributes"}} or {"pattern", "event"}. Its answer: true, false, "refused"
where moto does not take the policy or pattern, or null where it fails on what it was not made for.
"""

import json
import sys

import moto.core.exceptions
import moto.events.models
import moto.sns.models
import moto.sns.utils

topics = moto.sns.models.SNSBackend("us-east-1", "123456789012")


def passes(question):
    policy, scope, message = question["policy"], question["scope"], question["message"]
    try:
        topics._validate_filter_policy(policy, scope=scope)
    except (moto.core.exceptions.ServiceException, moto.core.exceptions.JsonRESTError):
        return "refused"
    # As moto's own Publish hands them over.
    attributes = {
        name: {"Type": attribute["DataType"], "Value": attribute.get("StringValue", attribute.get("BinaryValue"))}
        for name, attribute in message["MessageAttributes"].items()
    }
    return moto.sns.utils.FilterPolicyMatcher(policy, scope).matches(attributes, message["Message"])


def matches(question):
    try:
        pattern = moto.events.models.EventPattern.load(json.dumps(question["pattern"]))
    except moto.core.exceptions.JsonRESTError:
        return "refused"
    return pattern.matches_event(question["event"])


for line in sys.stdin:
    question = json.loads(line)
    try:
        answer = matches(question) if "pattern" in question else passes(question)
    except Exception:
        answer = None
    print(json.dumps(answer))
