"""Whom a message credits with a quotation."""

import pytest

from briefings.answers.questions import AskCheck
from briefings.answers.types import Checked
from tests.briefings.answers.building import an_actor, an_article, the_digest
from tests.libraries import answers_to

ANSWERS = answers_to(
    (digest := the_digest()).model_copy(
        update={
            "actors": (
                *digest.actors,
                an_actor("rosa", "Rosa van der Meer-O'Hara"),
                an_actor("xi", "Xi Lan", "Xi"),
            ),
            "articles": (*digest.articles, an_article("lake-post", publisher="Lake Post")),
        }
    )
)

CLAIMS = [
    *(
        (f"Elon Dusk {says} “the bridge stays closed”", "Elon Dusk")
        for says in (
            "said",
            "says",
            "told",
            "tells",
            "wrote",
            "writes",
            "added",
            "adds",
            "stated",
            "states",
            "declared",
            "declares",
            "claimed",
            "claims",
            "insisted",
            "insists",
            "warned",
            "warns",
            "tweeted",
            "posted",
            "announced",
            "announces",
            "argued",
            "explained",
            "noted",
            "replied",
            "answered",
            "asked",
            "sagte",
            "sagt",
            "erklärte",
            "has said",
            "had said",
            "also said",
            "then said",
            "once said",
            "just said",
            "said that",
            "said,",
            "said:",
            "told Pavel Zelinsky",
            "told Pavel Zelinsky:",
            "asked Pavel Zelinsky:",
            "told the press:",
            "also\nsaid",
            "also  said",
        )
    ),
    ("People like Elon Dusk say “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk left, saying “the bridge stays closed”", None),
    ("There stands Elon Dusk saying “the bridge stays closed”", "Elon Dusk"),
    ("Said Elon Dusk, “the bridge stays closed”", None),
    ("And so said Elon Dusk, “the bridge stays closed”", "Elon Dusk"),
    ("And so said Elon Dusk ,“the bridge stays closed”", "Elon Dusk"),
    ("According to Elon Dusk: “the bridge stays closed”", "Elon Dusk"),
    ("As Elon Dusk “the bridge stays closed”", "Elon Dusk"),
    ("Per Elon Dusk, “the bridge stays closed”", "Elon Dusk"),
    ("A book by Elon Dusk, “the bridge stays closed”", "Elon Dusk"),
    ("Has Elon Dusk “the bridge stays closed”", None),
    ("Of essays Elon Dusk, “the bridge stays closed”", None),
    ("And so said Elon Dusk, in town, “the bridge stays closed”", None),
    ("Seen by Elon Dusk in the month of May, “the bridge stays closed”", None),
    ("Elon Dusk's guild hears “the bridge stays closed”", None),
    ("Elon Dusk: it is “the bridge stays closed”", None),
    ("Elon Dusk's “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk’s words: “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk's quote “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk's quotation, “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk's statement “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk's claim “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk:“the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk : “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk (in May): “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk(X) : “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk (): “the bridge stays closed”", "Elon Dusk"),
    # After it.
    ("“The bridge stays closed” by Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed” according to Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed”. Said Elon Dusk", None),
    ("“The bridge stays closed”. said Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed”! said Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed”? said Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed”said Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed”, Elon Dusk said", "Elon Dusk"),
    ("“The bridge stays closed,” Elon Dusk has said.", "Elon Dusk"),
    ("“The bridge stays closed,” sayings that Elon Dusk", None),
    ("“The bridge stays closed,” Elon Dusk saidst", None),
    ("“The bridge stays closed” and so by Elon Dusk", None),
    ("“The bridge stays closed” and the guild of Elon Dusk said", None),
    ("“The bridge stays closed” in May - Elon Dusk", None),
    ("“The bridge stays closed” – Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed” ~ Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed”, --Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed”\n~ Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed”\n– Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed”\nElon Dusk said nothing", None),
    ("“The bridge stays closed”. So it is. Elon Dusk said nothing", None),
    # The beginning of another statement.
    *(
        (f"“The bridge stays closed,” {joining} Elon Dusk said nothing", None)
        for joining in (*("and", "but", "while", "whereas", "then", "yet", "or", "und", "aber"),)
    ),
    # Before it, with other words between.
    ("Elon Dusk said in town that he hears “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk has said in town that he hears “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk saidst in town that he hears “the bridge stays closed”", None),
    ("Elon Dusk said so. Now it is “the bridge stays closed”", None),
    ("Elon Dusk said so! Now it is “the bridge stays closed”", None),
    ("Elon Dusk said so? Now it is “the bridge stays closed”", None),
    ("Elon Dusk said so (twice). Now it is “the bridge stays closed”", None),
    ("Elon Dusk said so at 5. Now it is “the bridge stays closed”", None),
    ("Elon Dusk said so\n\nNow it is “the bridge stays closed”", None),
    ("Elon Dusk said so\n  \nNow it is “the bridge stays closed”", None),
    # Anyone else named is not the speaker.
    ("As Ada Berg said, Elon Dusk told the guild that “the bridge stays closed”", "Elon Dusk"),
    ("As Ada Berg said, Elon Dusk said that “the bridge stays closed”", "Elon Dusk"),
    ("Ada Berg told the guild so, Elon Dusk said “the bridge stays closed”", "Elon Dusk"),
    ("Elon Dusk said that she said “the bridge stays closed”", None),
    *(
        (f"{nobody} said “the bridge stays closed”, Elon Dusk said", None)
        for nobody in ("He", "She", "They", "It", "I", "We", "You")
    ),
    *(
        (f"{word} Elon Dusk said “the bridge stays closed”", "Elon Dusk")
        for word in ("But", "And", "Then", "As")
    ),
    # Names.
    ("Rosa van der Meer-O'Hara said “the bridge stays closed”", "Rosa van der Meer-O'Hara"),
    ("Rosa van der Meer-O’Hara said “the bridge stays closed”", "Rosa van der Meer-O’Hara"),
    ("“The bridge stays closed”, said A. Dusk", "A. Dusk"),
    ("A. Dusk said “the bridge stays closed”", "A. Dusk"),
    ("Jean-Luc Dusk said “the bridge stays closed”", "Jean-Luc Dusk"),
    ("O’Neill Dusk said “the bridge stays closed”", "O’Neill Dusk"),
    ("O'Neill Dusk said “the bridge stays closed”", "O'Neill Dusk"),
    ("Elon D said “the bridge stays closed”", "Elon D"),
    ("“The bridge stays closed”, said Elon D’Usk", "Elon D’Usk"),
    *(
        (f"Elon {particle} Dusk said “the bridge stays closed”", f"Elon {particle} Dusk")
        for particle in (*("von", "van", "der", "den", "de", "da", "di", "bin", "al", "la", "zu"),)
    ),
    ("Elon in Dusk said “the bridge stays closed”", None),
    ("in Elon Dusk said “the bridge stays closed”", "Elon Dusk"),
    ("von Dusk said “the bridge stays closed”", "von Dusk"),
    ("Dusk said “the bridge stays closed”", None),
    ("Marsh said “the bridge stays closed”", None),
    ("“The bridge stays closed,” said Zelinsky’s envoy Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed,” said Pavel Zelinsky’s Ada Berg", "Ada Berg"),
    ("“The bridge stays closed,” said Pavel Zelinsky’s Elon Dusk", "Elon Dusk"),
    ("“The bridge stays closed,” said Zelinsky’s Dusk", None),
    ("“The bridge stays closed,” said Olga Dusk", "Olga Dusk"),
    ("By Elon Dusk's “the bridge stays closed”", "Elon Dusk"),
    ("Ada Berg Lindt said “the bridge stays closed”", "Ada Berg Lindt"),
    ("Xi said “the bridge stays closed”", "Xi"),
    ("It'sa Dusk said “the bridge stays closed”", "It'sa Dusk"),
    ("J Dusk said “the bridge stays closed”", "J Dusk"),
    ("St.John Dusk said “the bridge stays closed”", "St.John Dusk"),
    # An office is not a name.
    *(
        (f"{office} said “the bridge stays closed”", None)
        for office in (
            "The Dusk",
            "President Dusk",
            "Prime Dusk",
            "Minister Dusk",
            "Foreign Dusk",
            "Chancellor Dusk",
            "Secretary Dusk",
            "Leader Dusk",
            "Envoy Dusk",
            "General Dusk",
            "Spokesman Dusk",
            "Spokeswoman Dusk",
            "Ambassador Dusk",
            "Dusk Leaders",
            "Dusk Officials",
            "Press Dusk",
            "Dusk News",
            "Dusk Times",
            "Dusk Ministry",
            "Dusk Government",
            "King Dusk",
            "Queen Dusk",
            "Pope Dusk",
        )
    ),
    # An outlet reports words; it doesn't say them.
    ("The Daily said “the bridge stays closed”", None),
    ("Lake Post said “the bridge stays closed”", None),
    # Speakers named along with others who may have said it.
    ("Pavel Zelinsky and Ada Berg said “the bridge stays closed”", None),
    ("Zelinsky or Berg said “the bridge stays closed”", None),
    ("Zelinsky und Berg sagt “the bridge stays closed”", None),
    ("“The bridge stays closed”, said Ada Berg and Pavel Zelinsky", None),
    ("They left and Ada Berg said “the bridge stays closed”", "Ada Berg"),
    ("“The bridge stays closed”, said Ada Berg and left", "Ada Berg"),
    ("“The bridge stays closed,” Ada and the old Berg said", "Berg"),
]


@pytest.mark.parametrize(("message", "claimed"), CLAIMS)
def test_the_speaker_is_next_to_the_quotation(message: str, claimed: str | None) -> None:
    answer = ANSWERS.ask(AskCheck(message))
    assert isinstance(answer, Checked)
    assert [quote.claimed for quote in answer.quotes] == [claimed]


def test_a_name_for_another_quotation_is_not_the_speaker() -> None:
    answer = ANSWERS.ask(AskCheck("“Elon Dusk said nothing” means “the bridge stays closed”"))
    assert isinstance(answer, Checked)
    assert [quote.claimed for quote in answer.quotes] == [None, None]
