"""Words next to a date that say what it dates: an article's publication, or a later change."""

import re

from briefings.reading.byline_start import BY

_PUBLISHED = re.compile(
    r"\b(?:first\s+)?(?:published|posted|released|issued|publi[eé]e?|publicad[oa]|pubblicat[oa]|"
    r"publikováno|publikován|opublikowano|opublikovano|veröffentlicht|erschienen|erstellt|"
    r"gepubliceerd|geplaatst|publicerad|publiserad|publisert|udgivet|offentliggjort|julkaistu|"
    r"publicat|közzétéve|megjelent|yayınlanma|yayınlandı|yayın tarihi|objavljeno|zveřejněno|"
    r"δημοσιεύτηκε|δημοσιεύθηκε|опубликован[оа]?|опубліковано|публикувано|diterbitkan|đăng lúc)\b"
    r"|입력|公開日?|発行日?|发布(?:时间)?|發布(?:時間)?",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:last\s+|zuletzt\s+|derni[eè]re\s+|ultimo\s+|última\s+|ultim[ao]\s+)?"
    r"(?:modif\w*|updat\w*|edited|revised|aktuali[sz]\w*|geändert|mis(?:e)?\s+à\s+jour|actuali[sz]\w*|"
    r"aggiorna\w*|atualiza\w*|bijgewerkt|gewijzigd|zaktualizowan\w*|aktualiz\w*|uppdaterad\w*|"
    r"oppdatert\w*|opdateret\w*|päivitetty|frissítve|güncelle\w*|обновлен\w*|изменен\w*|оновлен\w*)"
    r"|수정|更新日?|最終更新",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\W*(?:(?:article|story|post|artikel|artículo|articolo|artigo)\W*)?", re.IGNORECASE
)
_PIECES = re.compile(r"\s*[|·•‧∙]\s*|\s+[–—-]\s+")


def is_of_change(marks: str) -> bool:
    """Whether an element's class or name says that its date is that of a change."""
    return (
        _CHANGED.search(re.sub(r"[_-]", " ", marks)) is not None
        or re.search(r"modif|updat", marks, re.IGNORECASE) is not None
    )


def says_published(text: str) -> bool:
    """Whether a line says at its beginning, or after a byline, that something was published."""
    label = _PUBLISHED.search(text)
    if label is None:
        return False
    return _LEAD.fullmatch(text[: label.start()]) is not None or BY.match(text) is not None


def without_dates(line: str) -> str:
    """A line up to the date of publication or change."""
    starts = [match.start() for form in (_PUBLISHED, _CHANGED) if (match := form.search(line))]
    return line[: min(starts)] if starts else line


def published_parts(text: str) -> list[str]:
    """The parts of a line that may give an article's publication date, likeliest first.

    Text after a word such as "updated" does not; text after "published" does. Names and sections
    may precede the date: ``By Ann Holt | March 4, 2025``.
    """
    labelled = _PUBLISHED.search(text)
    line = text[labelled.end() :].lstrip(" :") if labelled else text
    line = _CHANGED.split(line, maxsplit=1)[0].strip(" ,;:|(–—-")
    pieces = [piece for piece in _PIECES.split(line) if piece]
    return [part for part in dict.fromkeys((line, *pieces)) if part]
