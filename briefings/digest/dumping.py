"""Writes a digest to files in the format that `load` reads."""

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
    """Writes each value in full in its place, and long text as a block."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: Any, text: str) -> yaml.ScalarNode:
    style: str | None = "|" if "\n" in text else None
    if style is None and not isinstance(plain_value(text), str):
        style = "'"  # PyYAML quotes YAML 1.1 numbers; in 1.2, 08 is one too
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style)
    return node


_DigestDumper.add_representer(str, _text)


def dump(digest: Digest, folder: Path) -> list[Path]:
    """Write a digest: one file per article, with its quotations, and one per other kind.

    Makes the folder if it is missing. Replaces files of the same names; others stay.

    Returns:
        The files written.

    Args:
        digest: a valid one; it leaves out quotations whose article is not in the digest.
        folder: where to write.

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
        note: a comment above them, in lines.

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
    """A record's values that differ from the defaults: files are for people to read."""
    return record.model_dump(mode="json", exclude_defaults=True)


def _quote(quote: Quote) -> dict[str, Any]:
    """A quotation in the form of its article's file."""
    made = _record(quote)
    for name in ("article", "exact"):
        del made["citation"][name]
    return made
