"""Makes scripted SQS calls against moto, in virtual time, and tells how each was answered.

Usage: queues.py < SCRIPTS > ANSWERS, both a JSON value a line.

A script: {"queues": {logical id: CloudFormation properties}, "steps": [{"at", "action", "queue", "parameters"}]}, where a
text "handle:STEP:PLACE" stands for the receipt handle of a message received before, counted in the order of bodies. Its
answers, one a step:
{"outcome": "ok" or the error's name, "bodies": [...], "successful": [...], "failed": {id: code}}.
"""

import json
import sys

import boto3
import botocore.config
import botocore.exceptions
import moto.sqs.models
import moto.sqs.responses
from moto import mock_aws

ACTIONS = {
    "sqs:SendMessage": "send_message",
    "sqs:SendMessageBatch": "send_message_batch",
    "sqs:ReceiveMessage": "receive_message",
    "sqs:DeleteMessage": "delete_message",
    "sqs:DeleteMessageBatch": "delete_message_batch",
    "sqs:ChangeMessageVisibility": "change_message_visibility",
    "sqs:ChangeMessageVisibilityBatch": "change_message_visibility_batch",
    "sqs:PurgeQueue": "purge_queue",
    "sqs:DeleteQueue": "delete_queue",
    "sqs:CreateQueue": "create_queue",
    "sqs:ListMessageMoveTasks": "list_message_move_tasks",
    "sqs:StartMessageMoveTask": "start_message_move_task",
}
ACCOUNT, REGION = "123456789012", "us-east-1"
START = 1_767_225_600


class Clock:
    """The time of a script in seconds; a poll that waits lets it pass."""

    now = 0.0


def wait(queue, timeout):
    Clock.now += 0.05


moto.sqs.models.unix_time = lambda *_: START + Clock.now
moto.sqs.models.unix_time_millis = lambda *_: (START + Clock.now) * 1000
moto.sqs.models.Queue.wait_for_messages = wait
# What it leaves to a switch because real time would pass: a second purge within 60 s is refused.
moto.sqs.models.sqs_enforce_strict_queue_purge_behaviour = lambda: True


def physical(logical, properties):
    return properties.get("QueueName", logical)


def attributes(properties):
    def text(value):
        if isinstance(value, bool):
            return str(value).lower()
        return json.dumps(value) if isinstance(value, dict) else str(value)

    return {key: text(value) for key, value in properties.items() if key != "QueueName"}


def filled(value, answers):
    """Parameters with receipt handles in the place of what stands for them."""
    if isinstance(value, dict):
        return {key: filled(inner, answers) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, answers) for inner in value]
    if isinstance(value, str) and value.startswith("handle:"):
        step, place = map(int, value.split(":")[1:])
        if step < len(answers) and place < len(answers[step]["handles"]):
            return sorted(zip(answers[step]["bodies"], answers[step]["handles"]))[place][1]
    return value


def name(code):
    """The name of an error as the service's model has it, whichever protocol's code it comes with."""
    name = code.rsplit(".", 1)[-1]
    return "QueueDoesNotExist" if name == "NonExistentQueue" else name


def answer(client, url, step, answers):
    operation = ACTIONS[step["action"]]
    parameters = filled(step["parameters"], answers)
    if operation == "create_queue":
        parameters = {"QueueName": url.rsplit("/", 1)[1]}
    elif not operation.endswith(("move_task", "move_tasks")):
        parameters = {"QueueUrl": url, **parameters}
    try:
        given = getattr(client, operation)(**parameters)
    except botocore.exceptions.ClientError as error:
        return {"outcome": name(error.response["Error"]["Code"]), "bodies": [], "handles": [], "successful": [], "failed": {}}
    messages = given.get("Messages", [])
    failed = {entry["Id"]: name(entry["Code"]) for entry in given.get("Failed", [])}
    return {
        "outcome": "ok",
        "bodies": [message["Body"] for message in messages],
        "handles": [message["ReceiptHandle"] for message in messages],
        "successful": [entry["Id"] for entry in given.get("Successful", [])],
        "failed": failed,
    }


def run(script, client):
    Clock.now = 0.0
    moto.sqs.models.sqs_backends[ACCOUNT][REGION].reset()
    urls = {}
    # Dead-letter queues first: they have no redrive policy of their own.
    for logical, properties in sorted(script["queues"].items(), key=lambda item: "RedrivePolicy" in item[1]):
        made = client.create_queue(QueueName=physical(logical, properties), Attributes=attributes(properties))
        urls[logical] = made["QueueUrl"]
    answers = []
    for step in script["steps"]:
        Clock.now = max(Clock.now, step["at"])
        answers.append(answer(client, urls[step["queue"]], step, answers))
    for given in answers:
        del given["handles"]
    return answers


with mock_aws():
    # Faulty parameters are what the services are asked about: the client lets them through.
    config = botocore.config.Config(parameter_validation=False, retries={"max_attempts": 0})
    client = boto3.client("sqs", REGION, config=config, aws_access_key_id="none", aws_secret_access_key="none")
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line), client)))
