"""A feed with another outlet's name."""

import pytest

from briefings.sources.credit import host_of, is_claimed

LARK = {"The Lark": ["lark.example"]}


@pytest.mark.parametrize(
    ("places", "known", "host"),
    [
        (["https://quay.example/feed"], LARK, "lark.example"),
        (["https://quay.example/feed"], {"THE LARK": ["news.lark.example"]}, "news.lark.example"),
        (["https://www.lark.example/feed"], LARK, None),
        (["https://feeds.example/1", "https://lark.example/a"], LARK, None),
        (["https://quay.example/feed"], {"The Lark": ["quay.example"]}, None),
        (["https://quay.example/feed"], {"The Lark": ["pigeon.example"]}, None),
        (["https://quay.example/feed"], {"The Wren": ["wren.example"]}, None),
        (["https://quay.example/feed"], {}, None),
    ],
)
def test_a_name_belongs_to_its_host(
    places: list[str], known: dict[str, list[str]], host: str | None
) -> None:
    assert is_claimed("The Lark", places, known) == host


def test_an_invalid_address_has_no_host() -> None:
    assert [host_of(one) for one in (None, "", "https://[", "news")] == [None] * 4
    assert host_of("https://www.Lark.example:80/a") == "lark.example"
