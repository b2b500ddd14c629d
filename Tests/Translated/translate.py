"""Prints what aws-sam-translator (PyPI) makes of a template, for the test that compares our expansion with it."""

import json
import logging
import sys

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

logging.disable(logging.CRITICAL)
with open(sys.argv[1], encoding="utf-8") as file:
    template = yaml_parse(file.read())
session = boto3.Session(region_name="us-east-1")
translated = Translator({}, Parser(), boto_session=session).translate(sam_template=template, parameter_values={})
json.dump(translated, sys.stdout, default=str)
