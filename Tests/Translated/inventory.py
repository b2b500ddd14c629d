"""Prints what aws-sam-translator (PyPI) knows, for the test that each of it stands in one of our templates."""

import inspect
import json
import pathlib

import samtranslator
from samtranslator.model import sam_resources
from samtranslator.model.eventsources import cloudwatchlogs, pull, push, scheduler
from samtranslator.model.stepfunctions import events as state_machine_events

root = pathlib.Path(samtranslator.__file__).parent


def names(*modules):
    """The types of all classes that are defined in these modules."""
    found = set()
    for module in modules:
        for _, item in inspect.getmembers(module, inspect.isclass):
            kind = getattr(item, "resource_type", None)
            if item.__module__ == module.__name__ and isinstance(kind, str):
                found.add(kind)
    return sorted(found)


policies = json.loads((root / "policy_templates_data" / "policy_templates.json").read_text())
profiles = json.loads((root / "model" / "connector_profiles" / "profiles.json").read_text())
print(
    json.dumps(
        {
            "types": names(sam_resources),
            "function events": names(pull, push, cloudwatchlogs, scheduler),
            "state machine events": names(state_machine_events, scheduler),
            "policy templates": sorted(policies["Templates"]),
            "connectors": sorted(
                f"{source} > {target}" for source, targets in profiles["Permissions"].items() for target in targets
            ),
        }
    )
)
