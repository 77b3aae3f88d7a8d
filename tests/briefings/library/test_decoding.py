"""A stored record decodes to the same record."""

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from briefings.digest.layout import SECTIONS
from briefings.library.encoding import decode, encode
from briefings.models import Digest
from tests.briefings.library.digests import bridge
from tests.strategies import digests


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(digests())
def test_a_stored_record_is_the_record_again(digest: Digest) -> None:
    for section in SECTIONS:
        for record in getattr(digest, section):
            bare = record.model_copy(update={"text": None}) if section == "articles" else record
            read = decode(section, encode(record))
            assert read == bare
            assert repr(read) == repr(bare)
            assert type(read).model_validate(read.model_dump()) == bare


@pytest.mark.parametrize(("section", "key"), [("articles", "headline"), ("quotes", "utterance")])
def test_a_row_from_an_unknown_version_is_refused(section: str, key: str) -> None:
    payload = encode(getattr(bridge(), section)[0])
    with pytest.raises(ValidationError, match="extra"):
        decode(section, payload.replace(f'"{key}":', f'"extra":1,"{key}":'))
