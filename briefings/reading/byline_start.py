"""The beginning of a printed byline."""

import re

BY = re.compile(
    r"(?i:(?:(?:written|reported|posted|story|words|article|text)\s+)?"
    r"(?:by|von|par|por|door|di|av|af))\s+(?=[^\W\d_a-z])|"
    r"(?i:author|text|words|story|reporter|texte|texto|testo|tekst)\s?:\s+"
)
"""``By ``, ``Story by ``, ``Von ``, ``Text: `` … before a name."""
