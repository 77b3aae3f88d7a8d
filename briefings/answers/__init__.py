"""Questions to a library and their typed answers.

`questions` says what can be asked, `types` what comes back; `Answers` connects them.
"""

from briefings.answers.asking import Answers
from briefings.answers.next_steps import next_steps

__all__ = ["Answers", "next_steps"]
