import pytest

from briefings.stories.articles import ArticleFindings
from briefings.stories.discrepancies import (
    DiscrepancyKind,
    StatedDiscrepancy,
    discrepancies,
)
from tests.briefings.stories.building import RARITY, article, each_its_own


def between(*texts: str, later: int = 0) -> tuple[StatedDiscrepancy, ...]:
    papers = [
        article(f"Paper{number}", text, later=number * later) for number, text in enumerate(texts)
    ]
    return discrepancies(papers, RARITY, each_its_own(*papers))


@pytest.mark.parametrize(
    ("one", "other", "kind", "claims"),
    [
        (
            "Some 200 protesters blocked the Karvik bridge in Holm on Tuesday.",
            "About 80 protesters blocked the Karvik bridge in Holm on Tuesday.",
            DiscrepancyKind.NUMBER,
            ["Some 200", "About 80"],
        ),
        (
            "About 600 workers of the Karvik mine joined the strike.",
            "The Karvik mine said 450 of its 900 workers joined the strike.",
            DiscrepancyKind.NUMBER,
            ["About 600", "450"],
        ),
        (
            "Repairs of the bridge would cost £24 million, and last until the summer of 2027.",
            "Repairs of the Karvik bridge could cost £31 million, a report said on Wednesday.",
            DiscrepancyKind.NUMBER,
            ["£24 million", "£31 million"],
        ),
        (
            "At least five people were killed when a crane fell in Holm.",
            "A falling crane in Holm left seven people dead.",
            DiscrepancyKind.NUMBER,
            ["At least five", "seven"],
        ),
        (
            "The ferry Astrid ran aground on rocks off Holm on Monday.",
            "The ferry Astrid ran aground on rocks off Holm on Tuesday.",
            DiscrepancyKind.DAY,
            ["2026-03-02", "2026-03-03"],
        ),
        (
            "The owners of the Karvik mine agreed to a wage rise for the strikers.",
            "The owners of the Karvik mine have not agreed to a wage rise for the strikers.",
            DiscrepancyKind.NEGATED,
            None,
        ),
        (
            "Ivo Petrin took money from the owners of the Karvik mine.",
            "Ivo Petrin denied that he took money from the owners of the Karvik mine.",
            DiscrepancyKind.DENIED,
            None,
        ),
        (
            "“The lights on the western pier had failed long ago,” Ada Moss said.",
            "“The lamps on the western pier had failed long ago,” Ada Moss said.",
            DiscrepancyKind.WORDING,
            None,
        ),
        (
            "The captain of the ferry Astrid was drunk when the ferry hit the rocks off Holm.",
            "The captain of the ferry Astrid was allegedly drunk when she hit rocks off Holm.",
            DiscrepancyKind.ATTRIBUTED,
            None,
        ),
        (
            "Dutch minister Ada Moss, Ivo Petrin and Nele Brandt will attend the talks in Holm.",
            "Ivo Petrin, Nele Brandt and mayor Dana Whitlow are to attend the talks in Holm.",
            DiscrepancyKind.PARTICIPANTS,
            None,
        ),
        (
            "“We have never seen such a storm in Holm,” Ada Moss said on Tuesday.",
            "“We have never seen such a storm in Holm,” Ada Moss said on Monday.",
            DiscrepancyKind.DAY,
            ["2026-03-02", "2026-03-03"],
        ),
        (
            "“The western lights had failed long ago,” Katrin Solheim said.",
            "Katrin Solhaim said she had never seen the harbour so dark.",
            DiscrepancyKind.SPELLING,
            ["Katrin Solhaim", "Katrin Solheim"],
        ),
        (
            "“One of the real reasons is the cost of the harbour lights,” Ada Moss said.",
            "“This is the real reason: the price of the lights in the harbour,” Ada Moss said.",
            DiscrepancyKind.WORDING,
            None,
        ),
    ],
)
def test_differing_reports_are_side_by_side(
    one: str, other: str, kind: DiscrepancyKind, claims: list[str] | None
) -> None:
    found = between(one, other)
    assert [difference.kind for difference in found] == [kind]
    (difference,) = found
    assert {claim.citations[0].article for claim in difference.claims} == {"paper0", "paper1"}
    if claims is not None:
        assert sorted(claim.text for claim in difference.claims) == sorted(claims)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Some 200 protesters blocked the Karvik bridge in Holm on Tuesday.",
            "Some 200 protesters blocked the Karvik bridge in Holm on Tuesday.",
        ),
        (
            "Ada Moss, Ivo Petrin and Nele Brandt will attend the talks in Holm.",
            "Nele Brandt, Ivo Petrin and minister Ada Moss will attend the talks in Holm.",
        ),
        (
            "Ada Moss, Ivo Petrin and Nele Brandt will attend the talks in Holm.",
            "Among those who attend the Holm talks are Ivo Petrin, Nele Brandt and Dana Whitlow.",
        ),
        (
            "Ada Moss, Ivo Petrin and Nele Brandt will attend the talks in Holm.",
            "Carl Aaker, Tove Lind and Dana Whitlow will attend the talks in Holm.",
        ),
        (
            "The captain of the ferry Astrid was drunk when the ferry hit rocks, police said.",
            "The captain of the ferry Astrid was allegedly drunk when she hit rocks off Holm.",
        ),
        (
            "“We have never seen such a storm in Holm,” Ada Moss said on Tuesday.",
            "“We have never seen such a storm in Holm,” Ada Moss said. She went on Monday.",
        ),
        (
            "“The western lights had failed long ago,” Ivan Petrov said.",
            "Ivana Petrova said she had never seen the harbour so dark.",
        ),
        (
            "Brenta first offered $40 million for the Karvik mine.",
            "Brenta offered a sweetened $60 million for the Karvik mine.",
        ),
        (
            "“It was dark on the pier. Nobody could see the water,” Ada Moss said.",
            "“It was dark on the pier. I held on to the rail for my life,” Ada Moss said.",
        ),
        (
            "More than 200 protesters blocked the Karvik bridge in Holm on Tuesday.",
            "Some 230 protesters blocked the Karvik bridge in Holm on Tuesday.",
        ),
        (
            "Some 200 protesters blocked the Karvik bridge in Holm on Tuesday.",
            "Some 80 protesters blocked the Karvik bridge in Holm on Jan. 3.",
        ),
        (
            "Some 200 protesters and 3 protesters blocked the Karvik bridge in Holm.",
            "Some 80 protesters blocked the Karvik bridge in Holm.",
        ),
        (
            "Some 200 protesters blocked the Karvik bridge in Holm on Tuesday.",
            "Some 80 sailors from Holm asked for higher wages on Tuesday.",
        ),
        (
            "In 2004, seven people were killed when a crane fell in Holm.",
            "A falling crane in Holm left two people dead.",
        ),
        (
            "“The lights on the western pier had failed long ago,” Ada Moss said.",
            "“The lights on the western pier had failed,” Ada Moss said.",
        ),
        (
            "“The lights on the western harbour pier had failed long ago,” Ada Moss said.",
            "“The lights on the western harbor pier have failed long ago,” Ada Moss said.",
        ),
        (
            "“The lights of the Pier Group had failed long ago,” Ada Moss said.",
            "“The lights of the PierGroup had failed long ago,” Ada Moss said.",
        ),
        (
            "“The lights of the First Group had failed long ago,” Ada Moss said.",
            "“The lights of the FirstGroup had failed long ago,” Ada Moss said.",
        ),
        (
            "“I swear the ferry was lifted onto the western pier,” Ada Moss said.",
            "“I swear the ferry was lifted on to the western pier,” Ada Moss said.",
        ),
        (
            "“I saw it all. The lights on the western pier had failed,” Ada Moss said.",
            "“The lights on the western pier had failed. I called for help,” Ada Moss said.",
        ),
        (
            "A crane that fell in Holm left seven people dead.",
            "It fell after another crane left two people dead in Karvik earlier this month.",
        ),
        (
            "“The lights on the western pier had failed long ago,” Ada Moss said.",
            "“My cat was asleep below the bridge of the ferry,” Ada Moss said.",
        ),
        (
            "“The lights on the western pier had failed long ago,” Ada Moss said.",
            "“The pier is long and lights are few there,” Ada Moss said.",
        ),
        (
            "The ferry Astrid left Holm for Karvik on Monday with 80 passengers.",
            "The ferry Astrid was to be sold in Holm on Tuesday by its owners.",
        ),
        (
            "The owners of the Karvik mine agreed to a wage rise for the strikers.",
            "The owners of the Karvik mine did not come to the talks with the strikers.",
        ),
        (
            "Ivo Petrin took money from the owners of the Karvik mine.",
            "Ivo Petrin denied that he sold the ferry Astrid to a cousin of the mayor.",
        ),
        (
            "“Nobody wants to stand in the rain,” said Ada Moss, head of the union of Karvik.",
            "Ada Moss, head of the union of Karvik, denied that it had put off the ballot.",
        ),
        (
            "The Karvik mine made an offer of $121 million for its rival in Holm.",
            "The Karvik mine made an initial offer of $103 million for its rival in Holm.",
        ),
        (
            "Shares of the Karvik mine fell 4 percent in Holm on Tuesday.",
            "Shares of the Karvik mine fell 2 percent in Holm on Tuesday.",
        ),
        (
            "The ferry Astrid turned back to Holm after four hours on Tuesday.",
            "The ferry Astrid was back in Holm after eight hours on Tuesday.",
        ),
        (
            "The ferry Astrid ran aground on rocks off Holm on Monday.",
            "Police saw the ferry Astrid on Tuesday, which ran aground off Holm a day earlier.",
        ),
        (
            "The dockers of Karvik suspended a strike of four days on Monday night.",
            "The dockers of Karvik went back on Tuesday after they suspended a strike.",
        ),
        (
            "Four people in Holm were seriously hurt when a crane fell.",
            "A falling crane in Holm hurt 20 people.",
        ),
    ],
)
def test_agreement_is_not_a_discrepancy(one: str, other: str) -> None:
    assert between(one, other) == ()


def test_copies_differ_from_nobody() -> None:
    papers = [
        article("Gazette", "Some 200 protesters blocked the Karvik bridge in Holm."),
        article("Herald", "Some 80 protesters blocked the Karvik bridge in Holm."),
    ]
    one_origin: dict[str, str | None] = {"gazette": "ARP", "herald": "ARP"}
    assert discrepancies(papers, RARITY, one_origin) == ()


def test_one_paper_does_not_differ_from_itself() -> None:
    both = "Seven people were killed when a crane fell in Holm. A crane left five people dead."
    assert between(both, "Seven people were killed when a crane fell in Holm.") == ()


def test_a_third_number_joins_the_two() -> None:
    text = "Some {} protesters blocked the Karvik bridge in Holm on Tuesday."
    (difference,) = between(*(text.format(number) for number in (200, 80, 500)))
    assert {claim.text for claim in difference.claims} == {"Some 200", "Some 80", "Some 500"}


def test_agreeing_papers_share_one_claim() -> None:
    text = "A crane that fell in Holm left {} people dead."
    papers = [article(f"P{n}", text.format(n)) for n in ("seven", "two")]
    again = article("Q", text.format("seven"))
    found: list[ArticleFindings] = [*papers, again]
    (difference,) = discrepancies(found, RARITY, each_its_own(*found))
    backed = {claim.text: len(claim.citations) for claim in difference.claims}
    assert backed == {"seven": 2, "two": 1}
