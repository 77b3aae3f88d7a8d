import pytest

from briefings.ingest.actor_kind import kind_of_actor
from briefings.models import ActorKind

PERSON, ORGANIZATION = ActorKind.PERSON, ActorKind.ORGANIZATION


@pytest.mark.parametrize(
    ("name", "surfaces", "text", "kind"),
    [
        ("Margaret Court", (), "“It was hard,” said Margaret Court.", PERSON),
        ("Frank F. Church", (), "Frank F. Church spoke.", PERSON),
        ("Ed Bank", (), "", PERSON),
        ("Robert House", (), "", PERSON),
        ("Ji-sung Park", ("she",), "", PERSON),
        ("Oyelaran Force", ("Mr Force",), "", PERSON),
        ("Oyelaran Force", ("the force",), "", ORGANIZATION),
        ("Sen. Church", (), "", PERSON),
        ("Anna Holt", (), "", PERSON),
        ("Holt", (), "", PERSON),
        ("International Criminal Court", ("the court",), "", ORGANIZATION),
        ("Supreme Court", (), "", ORGANIZATION),
        ("Christian Democratic Union", (), "", ORGANIZATION),
        ("Grace Church", (), "A spokesman of the Grace Church said so.", ORGANIZATION),
        ("World Bank", ("it",), "", ORGANIZATION),
        ("NATO", (), "", ORGANIZATION),
        ("BBC", (), "", ORGANIZATION),
        ("Ministry of Defence", (), "", ORGANIZATION),
        ("Court", (), "", ORGANIZATION),
    ],
)
def test_the_kind_of_actor_is_recognised_by_how_the_article_names_it(
    name: str, surfaces: tuple[str, ...], text: str, kind: ActorKind
) -> None:
    assert kind_of_actor(name, surfaces, text) is kind
