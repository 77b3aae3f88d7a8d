"""`/who` says who somebody is in the articles' words, each with its citation."""

from datetime import UTC, date, datetime

from briefings.answers import Answers
from briefings.answers.questions import AskWho
from briefings.answers.types import Who
from briefings.ingest import Ingestor
from briefings.models import Digest
from tests.briefings.ingest.story_articles import both, told
from tests.libraries import library_of

LATER = told(
    "Beacon",
    "Petrin leaves",
    "Ivo Petrin, the former harbour master, left Holm on Wednesday. "
    "“I have done what I could for this harbour,” Ivo Petrin said.",
)


def who(name: str) -> Who:
    library = library_of(Digest())
    list(Ingestor(library, clock=lambda: datetime(2026, 3, 5, tzinfo=UTC)).add([*both(), LATER]))
    answer = Answers(library).ask(AskWho(name), today=date(2026, 3, 5))
    assert isinstance(answer, Who)
    return answer


def test_a_role_cites_its_place_in_the_article() -> None:
    answer = who("Ada Moss")
    assert [line.text for line in answer.roles] == ["Captain"]
    (line,) = answer.roles
    assert line.article is not None
    assert line.article.outlet == "Gazette"
    cited = {one.number: one.citation.exact for one in answer.references}
    assert [cited[number] for number in line.numbers] == ["Captain Ada Moss"]


def test_different_roles_are_each_given() -> None:
    roles = [line.text for line in who("Petrin").roles]
    assert len(roles) == 2
    assert {"the former harbour master"} < set(roles)
