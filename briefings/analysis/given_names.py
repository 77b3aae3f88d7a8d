"""Common given names with their usual gender.

The names are in `given_names_data`, a file for each gender. They serve one purpose: choosing whom
"he" or "she" can mean. They deliberately omit names common for both (Jordan, Leslie, Robin), so
that they exclude nobody, and names that are more often a word (Hope, Clay).
"""

from importlib import resources

from briefings.analysis.wordlists import listed

SURNAMES_FIRST = frozenset(
    listed("""
    ahn bae baek cha chang chen cho choe choi chu chung deng gao guo han hong hu huang hwang jang
    jeon jeong jiang jo joo jung kang kim ko kwon lee li liang lim lin liu luo ma min moon nam ngo
    nguyen noh oh pak park pham qin rhee roh ryu seo seol shin sim son song suh sun tran tsai wang
    bui dang dinh duong hoang huynh luong phan trinh truong
    chan cheng cheung chew chiu chong chow chua fung goh heng kwan kwok lam lau leung mok ng ong
    phua poon quek seah tan tang tay teo tsang tse wee wong yap yeung yip
    wu xi xu yang yeo yi yoo yoon yu yun zhang zhao zhou zhu
    """)
)
"""Korean, Chinese and Vietnamese surnames, which precede the given name."""

AMBIGUOUS_ALONE = frozenset(
    listed("""
    virginia georgia charlotte florence carolina lincoln dallas austin madison jackson
    israel jordan paris sydney alexandria augusta santiago trent ukraine mercedes orlando
    april june harris wallace walter jefferson grant wesley warren gordon graham lewis
    nelson carter kirk ross rex scott craig curtis dean howard franklin dennis henry ryan
    martin marshall mitchell morris ray reid russell spencer stewart stuart todd tucker
    tyler wade wayne bruce kelly kerry logan murray neil oliver perry preston roland roy
    solomon sterling vernon vincent clark claude clay lee lincoln pope rose ruby ivy daisy
    hope faith grace joy dawn may summer eve gail violet holly drew chase
    """)
)
"""Given names that by themselves are more often a surname, a place or a word."""


def _listed(gender: str) -> dict[str, str]:
    """The names of a gender, mapped to it."""
    file = resources.files(__package__) / "given_names_data" / f"{gender}.txt"
    return dict.fromkeys(file.read_text(encoding="utf-8").split(), gender)


GENDERS: dict[str, str] = _listed("male") | _listed("female")
"""Given name in lower case -> ``male`` or ``female``."""


def gender_of(given_name: str) -> str | None:
    """``male``, ``female``, or None if the name does not show it."""
    low = given_name.lower()
    return GENDERS.get(low) or (GENDERS.get(low.split("-", 1)[0]) if "-" in low else None)
