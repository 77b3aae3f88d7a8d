from briefings.stories.origins import count, origins
from tests.briefings.stories.building import article

REPORT = (
    "The ferry Astrid ran aground on rocks off Holm early on Tuesday, and rescuers took eighty "
    "passengers off in small boats. Nobody was hurt. The harbour board said the lights on the "
    "western pier had failed during the night and that an inquiry would begin this week."
)
OWN = (
    "Islanders woke to the sight of a stranded ferry. Fishermen from three villages had brought "
    "its passengers ashore before dawn, wrapped in blankets, while the coastguard looked for the "
    "captain, who had gone back for the ship's cat."
)


def test_a_copy_shares_its_origin() -> None:
    cut = REPORT.replace("Nobody was hurt. ", "A local inn served soup to everybody at no charge. ")
    found = origins([article("Gazette", REPORT), article("Herald", cut), article("Post", OWN)])
    assert found == {"gazette": "Gazette", "herald": "Gazette", "post": "Post"}
    assert count(["gazette", "herald", "post"], found) == 2


def test_an_agency_is_the_origin_of_everyone_who_credits_or_copies_it() -> None:
    found = origins(
        [
            article("Gazette", REPORT),
            article("Herald", REPORT, provider="ARP"),
            article("Post", OWN, provider="ARP"),
        ]
    )
    assert set(found.values()) == {"ARP"}


def test_a_paper_that_joins_two_reports_does_not_make_them_one() -> None:
    found = origins(
        [
            article("Gazette", REPORT),
            article("Post", OWN),
            article("Digest", f"{REPORT}\n\n{OWN}"),
        ]
    )
    assert found["gazette"] == "Gazette"
    assert found["post"] == "Post"


def test_a_machine_reports_nothing_first_hand() -> None:
    found = origins([article("Gazette", REPORT), article("Bot", OWN, machine_written=True)])
    assert found == {"gazette": "Gazette", "bot": None}
    assert count(found, found) == 1


def test_short_texts_are_not_copies() -> None:
    note = "The ferry Astrid ran aground off Holm."
    found = origins([article("Gazette", note), article("Herald", note)])
    assert found == {"gazette": "Gazette", "herald": "Herald"}


def test_common_phrases_do_not_make_a_copy() -> None:
    papers = [article(f"Paper{number}", REPORT) for number in range(3)]
    notices = [article(f"Notice{number}", f"{OWN} {number}") for number in range(30)]
    found = origins([*papers, *notices])
    assert len({found[one.id] for one in papers}) == 1
