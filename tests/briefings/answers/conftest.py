"""Answers over the digest of two countries at a lake."""

import pytest

from briefings.answers import Answers
from briefings.answers.catalog import Catalog
from tests.briefings.answers.building import the_digest


@pytest.fixture(scope="package")
def catalog() -> Catalog:
    return Catalog(the_digest())


@pytest.fixture(scope="package")
def answers() -> Answers:
    return Answers(the_digest())
