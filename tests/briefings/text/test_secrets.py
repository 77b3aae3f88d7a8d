import pytest

from briefings.text.secrets import printable, without_secrets


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://ada:pw@host/db is away", "postgresql://ada:***@host/db is away"),
        ("http://:pw@proxy:80", "http://:***@proxy:80"),
        ("https://ada:p@ss/w:rd@host/x", "https://ada:***@host/x"),
        ("see 'http://a:b@c' and http://d:e@f", "see 'http://a:***@c' and http://d:***@f"),
        ("postgresql://host/db?password=pw&x=1", "postgresql://host/db?password=***&x=1"),
        ("http://host/?a=1&api_key=k;token=t#x", "http://host/?a=1&api_key=***;token=***#x"),
        ("http://host/?token=a:b: is gone", "http://host/?token=***: is gone"),
        ("http://host:80/path?monkey=1", "http://host:80/path?monkey=1"),
        ("no address: key=value, ada:pw@host", "no address: key=value, ada:pw@host"),
    ],
)
def test_passwords_and_secret_values_are_masked(text: str, shown: str) -> None:
    assert without_secrets(text) == shown


def test_control_sequences_are_left_out() -> None:
    assert printable("a\x1b[31mb\x07\x9b\u202e\udcff\u00e9") == "a[31mbé"
