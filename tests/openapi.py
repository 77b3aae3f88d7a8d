"""Checks request bodies against Discord's own description of its API, if available.

The description is kept outside the repository; without it `load` returns None, and a test that
needs it skips (`pytest.skip(openapi.MISSING)`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry, ValidationError

DESCRIPTION = Path(__file__).parents[1] / ".." / "shared" / "discord" / "openapi.json"
MISSING = "Discord's API description is not at hand"
_URN = "urn:discord"
_SMALLEST_ID = 1 << 56  # assigned in 2015; permissions end at 1 << 52


def load(description: Path = DESCRIPTION) -> OpenApi | None:
    """The checker, or None if there is no such file."""
    if not description.exists():
        return None
    return OpenApi(json.loads(description.read_text(encoding="utf-8")))


class OpenApi:
    """Knows each route's JSON body. `problems` can serve as `LoopbackDiscord(validator=…)`."""

    def __init__(self, description: dict[str, Any]) -> None:
        self._registry = Registry([(_URN, description)])
        self._templates: dict[int, list[tuple[list[str], str]]] = {}
        self._bodies: dict[tuple[str, str], bool] = {}
        self._validators: dict[tuple[str, str], Draft202012Validator] = {}
        for template, methods in description["paths"].items():
            parts = template.strip("/").split("/")
            self._templates.setdefault(len(parts), []).append((parts, template))
            for method, operation in methods.items():
                if isinstance(operation, dict):
                    content = operation.get("requestBody", {}).get("content", {})
                    self._bodies[method, template] = "application/json" in content
        for row in self._templates.values():
            row.sort(key=lambda known: [part.startswith("{") for part in known[0]])

    def template(self, path: str) -> str | None:
        """The route's path with named parameters; literal parts take precedence:
        "/channels/1/messages" gives "/channels/{channel_id}/messages"."""
        given = path.strip("/").split("/")
        for parts, template in self._templates.get(len(given), ()):
            if all(p.startswith("{") or p == g for p, g in zip(parts, given, strict=True)):
                return template
        return None

    def problems(self, method: str, path: str, body: Any) -> list[str]:
        """The problems in a request's JSON body, as "place: what"; empty if none.

        `path` is what follows "/api/v10", without a query. An unknown route and an unexpected body
        are problems too.
        """
        template = self.template(path)
        route = (method.lower(), template or path)
        if template is None or route not in self._bodies:
            return [f"no such route: {method} {path}"]
        if not self._bodies[route]:
            return [] if body is None else [f"{method} {template} takes no body"]
        if route not in self._validators:
            self._validators[route] = self._validator(*route)
        errors = self._validators[route].iter_errors(_with_ids_as_text(body))
        return [_said(cause) for error in errors for cause in _causes(error)]

    def _validator(self, method: str, template: str) -> Draft202012Validator:
        escaped = template.replace("~", "~0").replace("/", "~1")
        # braces are not allowed unescaped in a URI's fragment
        escaped = escaped.replace("{", "%7B").replace("}", "%7D")
        place = f"/paths/{escaped}/{method}/requestBody/content/application~1json/schema"
        return Draft202012Validator({"$ref": f"{_URN}#{place}"}, registry=self._registry)


def _with_ids_as_text(body: Any) -> Any:
    """Discord also accepts an id as a number, its description only as text; discord.py sends
    numbers. No other number in a body is that large; attachments' ids count from 0."""
    match body:
        case {"filename": str(), "id": int(number), **others}:
            return {"id": str(number), "filename": body["filename"], **_with_ids_as_text(others)}
        case dict():
            return {key: _with_ids_as_text(value) for key, value in body.items()}
        case list():
            return [_with_ids_as_text(value) for value in body]
        case int() if body >= _SMALLEST_ID:
            return str(body)
        case _:
            return body


def _causes(error: ValidationError) -> Iterator[ValidationError]:
    """If all alternatives failed, the errors of the one most likely meant."""
    alternatives: list[list[ValidationError]] = getattr(error.kind, "context", [])
    if not alternatives:
        yield error
        return
    place = list(error.instance_path)

    def unlikely(errors: Sequence[ValidationError]) -> tuple[int, int]:
        here = sum(list(e.instance_path) in (place, [*place, "type"]) for e in errors)
        return here, len(errors)

    for cause in min(alternatives, key=unlikely):
        yield from _causes(cause)


def _said(error: ValidationError) -> str:
    place = ".".join(str(step) for step in error.instance_path) or "body"
    return f"{place}: {error.message:.200}"
