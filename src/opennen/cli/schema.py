"""`opennen schema`: the JSON Schema of a case file, or of an assessment."""

import json
import sys
from argparse import Namespace

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.read import case_schema
from opennen.evaluate.report_schema import assessment_schema


def run(arguments: Namespace) -> int:
    """This function will print a schema."""
    schema = case_schema(knowledge().vocabulary) if arguments.what == "case" else assessment_schema()
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
    return 0
