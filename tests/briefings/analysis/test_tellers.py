"""Who is telling something, and the rules that depend on it."""

import pytest

from benchmarks.quotes import main
from briefings.analysis import Rule, find_quotes
from briefings.analysis.article_people import Cast

CHANGED = [
    (
        Rule.TELLER,
        (
            "Claus Norr fled in May. He went to live in Tarnmouth. He is now in Arden. "
            "Norr had spent years in a clinic. Minister Karl Brandt says the cabinet takes advice "
            "on whether it can force Norr to return. “Why he had papers is beyond me,” he said."
        ),
        "Karl Brandt",
    ),
    (
        Rule.NEXT_TELLER,
        (
            "“The rate is too high,” Ivar Holt said. Union leader Petra Sund says thousands have "
            "stopped looking for work. “The rate has not come down because people gave up.”"
        ),
        "Petra Sund",
    ),
    (
        Rule.SHOWN,
        (
            "Jon Fokker spoke at the gate after the loss. Arden Wolves won by a point. "
            "“I am here to talk about this game,” he said."
        ),
        "Jon Fokker",
    ),
    (
        Rule.VARIED_ROLE,
        (
            "Gregor Elisch believes the sanctions will go on. “They are at war,” he said.\n\n"
            "“So they are out to strangle it,” the analyst concluded."
        ),
        "Gregor Elisch",
    ),
]


@pytest.mark.parametrize(("rule", "text", "speaker"), CHANGED)
def test_each_rule_can_be_switched_off_and_decides(rule: Rule, text: str, speaker: str) -> None:
    assert find_quotes(text, named_from=0)[-1].speaker == speaker
    assert find_quotes(text, named_from=0, without=(rule,))[-1].speaker != speaker


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Jan Kowal said it was late.", True),
        ("Jan Kowal, the mayor of Arden, has since denied it.", True),
        ("One guest, Jan Kowal, said so.", True),
        ("It was late, said the mayor Jan Kowal.", True),
        ("The plan was late, noted Newsline’s Jan Kowal.", True),
        ("They said Jan Kowal's plan was late.", False),
        ("A friend of Jan Kowal said it was late.", False),
        ("They met at the Jan Kowal, said the driver.", False),
        ("Jan Kowal walked home.", False),
        ("The door was shut. Jan Kowal.", False),
    ],
)
def test_a_verb_of_telling_next_to_a_name_makes_the_person_a_teller(text: str, tells: bool) -> None:  # noqa: FBT001  # a case
    cast = Cast(text)
    assert bool(cast.tellers) is tells


def test_an_unknown_rule_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--ablate", "guesswork"])
    assert "guesswork" in capsys.readouterr().err
