"""One parser for addresses: what is checked is what is connected to."""

from ipaddress import IPv4Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from briefings.sources.fetching.addresses import Address, ipv4, parse_address, resolve
from briefings.sources.fetching.errors import FetchError, Reason


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0X7F.1",
        "0177.0.0.01",
        "0x7f.0.0x0.1",
        "00000000000000000000000000000177.0.0.1",
        "１２７．０．０．１",
        "127。0。0。1",
        "①②⑦.0.0.1",
        "127.0.0.%31",
        "%31%32%37.0.0.1",
        "someone@127.0.0.1",
        "news.example:80@127.0.0.1",
        "news.example%2f@127.0.0.1",
    ],
)
def test_every_spelling_of_an_address_means_that_address(host: str) -> None:
    address = parse_address(f"http://{host}/x")
    assert address.ip == IPv4Address("127.0.0.1")
    assert address.url == "http://127.0.0.1/x"


@given(st.integers(0, 2**32 - 1), st.data())
def test_ipv4_in_any_base_and_number_of_parts(value: int, data: st.DataObject) -> None:
    octets = list(value.to_bytes(4, "big"))
    parts = data.draw(st.integers(1, 4))
    numbers = [*octets[: parts - 1], int.from_bytes(bytes(octets[parts - 1 :]), "big")]
    spell = st.sampled_from([str, hex, lambda n: f"0{n:o}" if n else "0", lambda n: f"0X00{n:x}"])
    host = ".".join(data.draw(spell)(number) for number in numbers)
    assert ipv4(host.lower()) == IPv4Address(value)
    assert parse_address(f"http://{host}/").ip == IPv4Address(value)


@given(st.ip_addresses(v=6))
def test_ipv6_in_brackets(ip: object) -> None:
    address = parse_address(f"https://[{ip}]:8443/a")
    assert address.ip == ip
    assert (address.port, address.origin) == (8443, f"https://[{ip_address(str(ip))}]:8443")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    for address in (text, f"http://{text}", f"http://{text}/", f"https://host.example/{text}"):
        try:
            parsed = parse_address(address)
        except FetchError:  # other tests check its line
            continue
        assert parsed.url.isascii()
        assert parsed.url.isprintable()
        assert parse_address(parsed.url).url == parsed.url
        assert URL(parsed.url, encoded=True).raw_host == parsed.host


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("  http://News.Example:80/a b?q=é#part ", "http://news.example/a%20b?q=%C3%A9"),
        ("https://news.example:443", "https://news.example/"),
        ("https://bücher.example/?x", "https://xn--bcher-kva.example/?x"),
        ("http://news.example./", "http://news.example/"),
        ("http://my_paper.example:8080/%C3%A9", "http://my_paper.example:8080/%C3%A9"),
    ],
)
def test_canonical_spelling(address: str, url: str) -> None:
    assert parse_address(address).url == url


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("ftp://news.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("news.example/story", "only http and https"),
        ("http:///story", "names no host"),
        ("http://user@/story", "names no host"),
        ("http://news.example\\@127.0.0.1/", "write / instead"),
        ("http:/\\127.0.0.1/", "write / instead"),
        ("http://news.example/\x1b[2J", "control characters"),
        ("http://news.example/a\nb", "control characters"),
        ("http://[fe80::1%25eth0]/", "network interface"),
        ("http://[fe80::1%eth0]/", "network interface"),
        ("http://[::1/", "host can't be read"),
        ("http://[::1]x/", "can't be read"),
        ("http://[::g]/", "can't be read"),
        ("http://1.2.3.4.5/", "no IPv4 address"),
        ("http://256.0.0.1/", "no IPv4 address"),
        ("http://4294967296/", "no IPv4 address"),
        ("http://1..2/", "no IPv4 address"),
        ("http://08.1/", "no IPv4 address"),
        ("http://news.example:0/", "1 to 65535"),
        ("http://news.example:65536/", "1 to 65535"),
        ("http://news.example:８0/", "1 to 65535"),
        ("http://news.example:x/", "1 to 65535"),
        ("http://two words.example/", "host name can't be read"),
        ("http://-news.example/", "host name can't be read"),
        ("http://news..example/", "host name can't be read"),
        ("http://%00/", "host name can't be read"),
        ("http://" + "a" * 64 + ".example/", "host name can't be read"),
        ("http://" + "a." * 130 + "example/", "host name can't be read"),
        ("http://" + "é" * 3000 + "/", "too long"),
        ("http://\u200d.example/", "letters that none may have"),
        ("http://\ufffd.example/", "letters that none may have"),
        ("http://news.example/" + "a" * 8000, "longer than 8,000"),
    ],
)
def test_an_unreadable_address_is_refused_with_what_to_do(address: str, what: str) -> None:
    with pytest.raises(FetchError, match=what) as caught:
        parse_address(address)
    assert caught.value.reason is Reason.ADDRESS
    assert not caught.value.may_pass


def test_user_and_password_are_kept_apart() -> None:
    address = parse_address("https://reader:p%40ss%3A@news.example/feed")
    assert (address.user, address.password) == ("reader", "p@ss:")
    assert address.url == "https://news.example/feed"
    assert address.full == "https://reader:p%40ss%3A@news.example/feed"
    assert address.authorization == "Basic cmVhZGVyOnBAc3M6"
    assert "p@ss" not in repr(address)
    assert "reader" not in repr(address)
    assert parse_address("https://reader@news.example/").full == "https://reader@news.example/"
    assert parse_address("https://news.example/").authorization is None


BASE = parse_address("https://reader:secret@news.example/a/b?c")


@pytest.mark.parametrize(
    ("location", "full"),
    [
        ("d", "https://reader:secret@news.example/a/d"),
        (" d \t", "https://reader:secret@news.example/a/d"),
        ("/d e?f=é", "https://reader:secret@news.example/d%20e?f=%C3%A9"),
        ("?x", "https://reader:secret@news.example/a/b?x"),
        ("//other.example/", "https://other.example/"),
        ("https://news.example:443/d", "https://reader:secret@news.example/d"),
        ("https://other:one@news.example/d", "https://other:one@news.example/d"),
        ("http://news.example/d", "http://news.example/d"),
        ("https://news.example:8443/d", "https://news.example:8443/d"),
        ("/\udcff", "https://reader:secret@news.example/%FF"),
        ("/%ff", "https://reader:secret@news.example/%ff"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://１２７.1/", "http://127.0.0.1/"),
    ],
)
def test_locations_keep_the_password_only_for_the_same_origin(location: str, full: str) -> None:
    assert resolve(BASE, location).full == full


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "javascript:x", "//[::1", "http://a\\@b/"]
)
def test_locations_without_a_target_are_refused(location: str) -> None:
    with pytest.raises(FetchError) as caught:
        resolve(BASE, location)
    assert "secret" not in str(caught.value)


@given(st.text(max_size=40))
def test_any_location_leads_to_an_http_address_or_nowhere(location: str) -> None:
    try:
        there: Address = resolve(BASE, location)
    except FetchError:
        return
    assert there.scheme in {"http", "https"}
    assert there.password is None or there.origin == BASE.origin or "@" in location
