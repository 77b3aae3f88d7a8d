"""Answers over the digest of two countries at a lake."""

import pytest

from briefings.answers import Answers
from tests.briefings.answers.building import the_digest
from tests.libraries import answers_to


@pytest.fixture(scope="package")
def answers() -> Answers:
    return answers_to(the_digest())
