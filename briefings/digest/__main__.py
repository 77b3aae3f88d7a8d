"""``python -m briefings.digest`` prints the format's JSON Schema, for docs/digest.schema.json."""

import sys

from briefings.digest.schema import schema_text

sys.stdout.write(schema_text())
