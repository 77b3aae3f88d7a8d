"""The file format as a JSON Schema, for editors and other programs."""

import json
from typing import Any

from briefings.digest.layout import DigestFile


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one digest file, generated from the models.

    It does not cover checks that need the whole digest, such as whether an id exists.
    """
    schema = DigestFile.model_json_schema()
    definitions = schema["$defs"]
    # A file may leave out what the models fill in: the article that a file is about, and the words
    # of a quotation's citation, which are the quotation's.
    definitions["Citation"]["required"].remove("article")
    definitions["QuoteCitation"] = {**definitions["Citation"], "required": []}
    definitions["Quote"]["properties"]["citation"] = {"$ref": "#/$defs/QuoteCitation"}
    for section in schema["properties"].values():
        if section.get("type") == "array":  # a key with nothing under it is an empty list
            section["type"] = ["array", "null"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "briefbot digest file",
    }


def schema_text() -> str:
    """The JSON Schema in the form of docs/digest.schema.json."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
