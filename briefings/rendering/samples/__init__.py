"""Small made-up answers for trying an operator's templates before they are used.

Each template has a file of its name here: `SAMPLES` holds an answer with everything in it and one
with as little as an answer can have, so that a trial reaches both sides of a template's conditions.
A new kind of answer needs only its file.
"""

from collections.abc import Mapping
from importlib import import_module

from briefings.rendering.renderable import TEMPLATE_OF, Renderable


def samples() -> Mapping[str, tuple[Renderable, ...]]:
    """Answers by the name of the template that lays them out."""
    return {
        name: import_module(f"{__name__}.{name}").SAMPLES
        for name in dict.fromkeys(TEMPLATE_OF.values())
    }
