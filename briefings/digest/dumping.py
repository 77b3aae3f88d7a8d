"""A digest becomes files of the format that `load` reads."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from briefings.digest.layout import ARTICLE, SECTIONS
from briefings.digest.yaml_values import plain_value
from briefings.models import Digest, Quote, Record

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _DigestDumper(_Dumper):  # type: ignore[misc]  # chosen at run time: libyaml may be missing
    """Writes each value in full where it stands, and long text as a block."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: Any, text: str) -> yaml.ScalarNode:
    style: str | None = "|" if "\n" in text else None
    if style is None and not isinstance(plain_value(text), str):
        style = "'"  # PyYAML quotes what YAML 1.1 takes for a number; 1.2 also takes 08 for one
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style)
    return node


_DigestDumper.add_representer(str, _text)


def dump(digest: Digest, folder: Path) -> list[Path]:
    """Write a digest: a file an article, with its quotations, and a file each of the other kinds.

    The folder is made where it is missing. Files of the same names are replaced; others stay.

    Returns:
        The files written.

    Args:
        digest: a valid one: a quotation of an article that is not in it would be left out.
        folder: where to.

    Raises:
        OSError: the folder can't be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    quotes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for quote in digest.quotes:
        quotes[quote.citation.article].append(_quote(quote))
    files: dict[Path, dict[str, Any]] = {
        folder / f"article-{article.id}.yaml": {
            ARTICLE: _record(article),
            "quotes": quotes[article.id],
        }
        for article in digest.articles
    }
    for section in SECTIONS:
        records = getattr(digest, section)
        if section not in ("articles", "quotes") and records:
            files[folder / f"{section}.yaml"] = {section: [_record(record) for record in records]}
    if not files:
        files[folder / "articles.yaml"] = {"articles": []}
    for path, content in files.items():
        path.write_text(_yaml(content), encoding="utf-8", newline="\n")
    return list(files)


def dump_records(digest: Digest, path: Path, note: str) -> None:
    """Write records without articles and quotations into one file.

    Args:
        note: a comment above them, a line each.

    Raises:
        OSError: the file can't be written to.
    """
    content = {
        section: [_record(record) for record in getattr(digest, section)]
        for section in SECTIONS
        if section not in ("articles", "quotes")
    }
    comment = "".join(f"# {line}".rstrip() + "\n" for line in note.splitlines())
    path.write_text(comment + _yaml(content), encoding="utf-8", newline="\n")


def _yaml(content: Mapping[str, Any]) -> str:
    text: str = yaml.dump(
        {key: value for key, value in content.items() if value or key == "articles"},
        Dumper=_DigestDumper,
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )
    return text


def _record(record: Record) -> dict[str, Any]:
    """Only what differs from the defaults: files are for people to read."""
    return record.model_dump(mode="json", exclude_defaults=True)


def _quote(quote: Quote) -> dict[str, Any]:
    """A quotation as it stands in its article's file."""
    made = _record(quote)
    for name in ("article", "exact"):
        del made["citation"][name]
    return made
