"""Holds every file of the catalog against the JSON Schema that archscope prints for its kind.

Usage: schemas.py ARCHSCOPE CATALOG
"""

import json
import pathlib
import subprocess
import sys

import jsonschema
import yaml

FILES = {
    "capability": "capabilities/*.yaml",
    "service": "services/*.yaml",
    "pattern": "patterns/*/pattern.yaml",
    "flow": "patterns/*/flows/*.yaml",
    "term": "terms/*.yaml",
    "practice": "practices/*.yaml",
    "decision": "decisions/*.yaml",
    "guide": "guides/*.yaml",
    "source": "sources.yaml",
}


class Loader(yaml.SafeLoader):
    """YAML without its type for dates, which the catalog writes as plain text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

archscope, catalog = sys.argv[1], pathlib.Path(sys.argv[2])
faults, count = 0, 0
for kind, place in FILES.items():
    schema = json.loads(subprocess.check_output([archscope, "schema", kind]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for file in sorted(catalog.glob(place)):
        count += 1
        for error in validator.iter_errors(yaml.load(file.read_text(), Loader)):
            faults += 1
            print(f"{file}: {'/'.join(map(str, error.path))}: {error.message}")
print(f"{count} files, {faults} faults")
sys.exit(faults > 0 or count == 0)
