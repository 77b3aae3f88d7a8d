"""Which addresses connections are allowed to."""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.sources.fetching.networks import AllowList, port_refusal, refusal, special

NOBODY = AllowList()


@pytest.mark.parametrize(
    ("ip", "kind"),
    [
        ("127.0.0.1", "this machine"),
        ("127.255.255.254", "this machine"),
        ("::1", "this machine"),
        ("0.0.0.0", "unspecified"),  # noqa: S104  # nothing is bound
        ("0.1.2.3", "unspecified"),
        ("::", "unspecified"),
        ("10.0.0.1", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("fd00:ec2::254", "private"),
        ("fec0::1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1", "link-local"),
        ("168.63.129.16", "metadata"),
        ("100.64.0.1", "shared"),
        ("100.100.100.200", "shared"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("240.0.0.1", "reserved"),
        ("192.0.0.192", "reserved"),
        ("192.0.2.1", "documentation"),
        ("198.18.0.1", "documentation"),
        ("2001:db8::1", "documentation"),
        ("3fff::1", "documentation"),
        ("::ffff:127.0.0.1", "IPv4 address"),
        ("::ffff:8.8.8.8", "IPv4 address"),
        ("::127.0.0.1", "IPv4 address"),
        ("::ffff:0:127.0.0.1", "IPv4 address"),
        ("64:ff9b::7f00:1", "this machine"),
        ("64:ff9b::a9fe:a9fe", "link-local"),
        ("64:ff9b:1::808:808", "translation"),
        ("2002:7f00:1::", "tunnel"),
        ("2001:0:53aa:64c:0:0:80ff:fffe", "tunnel"),
        ("2001:2::1", "reserved"),
        ("4000::1", "reserved"),
        ("5f00::1", "reserved"),
        ("100::1", "reserved"),
    ],
)
def test_a_non_public_address_is_named(ip: str, kind: str) -> None:
    said = special(ip_address(ip))
    assert said is not None
    assert kind in str(said)
    line = str(refusal(ip_address(ip), 80, "news.example", NOBODY))
    assert f"news.example leads to {ip_address(ip)}" in line
    assert "BRIEFBOT_FETCH_ALLOW" in line


@pytest.mark.parametrize(
    "ip",
    ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450::1", "2606:4700::1", "64:ff9b::808:808"],
)
def test_public_addresses_are_allowed(ip: str) -> None:
    assert special(ip_address(ip)) is None
    assert refusal(ip_address(ip), 443, "news.example", NOBODY) is None


@given(st.ip_addresses())
def test_nothing_that_the_standard_library_calls_special_is_public(
    ip: IPv4Address | IPv6Address,
) -> None:
    parts = (ip.is_private, ip.is_loopback, ip.is_link_local, ip.is_multicast, ip.is_reserved)
    if any(parts) and ip not in IPv4Network("0.0.0.0/32"):
        embedded = isinstance(ip, IPv6Address) and str(ip).startswith("64:ff9b::")
        assert special(ip) is not None or embedded


@given(st.ip_addresses(v=4))
def test_a_translated_address_is_checked_as_the_embedded_one(ip: IPv4Address) -> None:
    translated = IPv6Address(int(IPv6Address("64:ff9b::")) + int(ip))
    assert special(translated) == special(ip)


@pytest.mark.parametrize("port", [22, 25, 6667])
def test_ports_of_other_services_are_refused(port: int) -> None:
    assert "another service" in str(refusal(ip_address("8.8.8.8"), port, "8.8.8.8", NOBODY))
    assert port_refusal(8080) is None


@pytest.mark.parametrize(
    ("text", "ip", "port", "host", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1", 80, "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.1", 80, "rebound.example", True),
        ("127.0.0.1", "127.0.0.2", 80, "127.0.0.2", False),
        ("127.0.0.1:8080", "127.0.0.1", 8080, "x", True),
        ("127.0.0.1:8080", "127.0.0.1", 80, "x", False),
        ("10.1.0.0/16", "10.1.2.3", 22, "x", True),
        ("10.1.0.0/16", "10.2.2.3", 80, "x", False),
        ("10.1.0.0/16:443", "10.1.2.3", 443, "x", True),
        ("::1", "::1", 80, "x", True),
        ("[::1]:8080", "::1", 8080, "x", True),
        ("[::1]:8080", "::1", 80, "x", False),
        ("fd00::/8, wiki.corp.example", "fd12::1", 80, "x", True),
        ("[fd00::/8]:80", "fd12::1", 80, "x", True),
        ("Wiki.Corp.example.", "10.9.9.9", 80, "wiki.corp.example", True),
        ("wiki.corp.example", "10.9.9.9", 80, "evil.wiki.corp.example", False),
        ("wiki.corp.example:8080", "10.9.9.9", 80, "wiki.corp.example", False),
        ("", "127.0.0.1", 80, "x", False),
    ],
)
def test_the_allow_list_allows_what_it_names(
    text: str, ip: str, port: int, host: str, *, allowed: bool
) -> None:
    no = refusal(ip_address(ip), port, host, AllowList.parse(text))
    assert (no is None) is allowed


@pytest.mark.parametrize(
    "text",
    [
        *("http://wiki/", "10.1.2.3/16", "10.0.0.0/33", "wiki:0", "wiki:65536", "a b*", "127.1"),
        *("[wiki]", "2130706433", "::1::", "wiki/8"),
    ],
)
def test_an_invalid_allow_list_entry_is_reported(text: str) -> None:
    with pytest.raises(ValueError, match=r"write "):
        AllowList.parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("10.1.2.3/16", "10.1.2.3/16: is an address within a network: write 10.1.0.0/16"),
        ("256.1.1.1/99", "256.1.1.1/99: is neither an address nor a network: write 10.1.2.3"),
    ],
)
def test_the_error_says_what_to_write_instead(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        AllowList.parse(text)


def test_one_more_host_is_added() -> None:
    allow = NOBODY.with_host("proxy.corp.example", 3128).with_host("::1", 3128)
    assert refusal(ip_address("10.0.0.1"), 3128, "proxy.corp.example", allow) is None
    assert refusal(ip_address("::1"), 3128, "::1", allow) is None
    assert refusal(ip_address("::1"), 3129, "::1", allow) is not None
