"""People called by their origin or party: "the Dutchman", "the Republican"."""

import re

from briefings.analysis import roles

ORIGIN = re.compile(
    # A German or a Roman may be a woman.
    r"[Tt]he (?:[A-Z]\w+ )?(?:(?!Germ|Rom|Norm|Ottom|Om)[A-Z]\w+(?P<end>man|woman)|German|Roman"
    r"|Norman|Ottoman|Omani|Republican|Democrat|Conservative|Liberal|Labourite"
    r"|Texan|Californian|Floridian|Londoner|Brazilian|Norwegian|Nigerian|Kenyan|Ghanaian"
    r"|(?:South )?African|New Zealander|Icelander|Kiwi|Aussie|Brit|Briton|Scot|Swede|Dane|Finn|Pole"
    r"|Czech|Spaniard|Swiss|Serb|Croat|Turk|Portuguese|Japanese|Chinese|"
    + "|".join(word.capitalize() for word in roles.PEOPLES)
    + ")"
)
"""Somebody by origin or party: "the Dutchman", "the Republican"."""
ORIGIN_GENDER = {"man": "male", "woman": "female"}
