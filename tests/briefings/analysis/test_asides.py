"""What is printed between paragraphs and is not prose, in our own examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis import find_quotes
from briefings.analysis.asides import find_asides
from briefings.analysis.reported import find_reported

ASIDES = [
    "Ada Brandt at the harbour on Tuesday. Photograph: Jo Lind/Alamy",
    "Ada Brandt speaks to reporters in Holm. (Jo Lind/Getty Images)",
    "Ada Brandt speaks to reporters in Holm (Reuters)",
    "Crowds outside the court | Jo Lind/PA Wire",
    "A ferry leaves Holm, May 3, 2024. REUTERS/Jo Lind",
    "FILE - In this May 3, 2019, file photo, Ada Brandt waves to the crowd in Holm.",
    "FILE PHOTO: A logo is seen at the plant in Holm, May 3, 2019. REUTERS/Jo Lind/File Photo",
    "In this image released by the coast guard, a ferry lies on its side.",
    "Image copyright PA Image caption Ada Brandt said it was a sad day",
    "Image: Ada Brandt at the harbour",
    "Reuters Ada Brandt waves to the crowd in Holm",
    "Getty Images The ferry was built in 1994",
    "The trial run ended in a field (file photo)",
    "Enlarge this image toggle caption Jo Lind/AP Jo Lind/AP",
    "3/24 3 May 2024 Ada Brandt visits a school",
    "Photos: The storm in Holm A tree lies across the road. Hide Caption 3 of 8",
    "Advertisement",
    "ADVERTISEMENT - Continue Reading Below",
    "Story continues below advertisement",
    "Read more: Mayor rejects the plan",
    "READ MORE >> Mayor rejects the plan",
    "ALSO READ | Mayor rejects the plan",
    "Related: Mayor rejects the plan",
    "[Mayor rejects the plan]",
    "Watch: the moment the bridge fell",
    "Sign up for our weekly newsletter and get the best of Holm in your inbox.",
    "Enter your email address to subscribe",
    "Follow Ada Brandt on Twitter @adabrandt.",
    "Follow us on Facebook for more news from Holm.",
    "Share on Facebook",
    "This story has been updated to correct the name of the ferry.",
    "An earlier version of this article gave a wrong date.",
    "Correction: The ferry was built in 1994.",
    "Editor’s note: The mayor owns shares in this newspaper.",
    "This is a breaking news story and will be updated.",
    "Jo Lind in Holm and Bo Varga in Arden contributed to this report.",
    "(Reporting by Jo Lind; Editing by Bo Varga)",
    "Copyright 2024 Arden Post. All rights reserved.",
    "We use cookies to give you the best experience.",
    "Published: May 3, 2024, 9:40 a.m.",
    "Foto: Jo Lind/dpa",
    "Lire aussi : Le maire refuse le plan",
    "Lesen Sie auch: Der Plan ist vom Tisch",
    "© Jo Lind (AFP)",
    "https://arden.example/ferry",
]
PROSE = [
    "The photo, taken by Jo Lind for Reuters, shows Ada Brandt on the deck.",
    "“Read more books,” said Ada Brandt.",
    "Ada Brandt signed up for the ferry course and related her story to the court.",
    "The image was posted by the mayor, who said it was a joke.",
    "Ada Brandt told Reuters that the ferry was safe.",
    "“We had no picture of the damage,” Ada Brandt told Getty Images staff.",
    "The mayor corrected an earlier version of the plan on Tuesday.",
    "The council said that the story had been updated to please the mayor.",
    "Follow-up talks in Holm are planned for May, Ada Brandt said.",
    "Advertisement of the posts will begin in May, the council said.",
    "The ferry is safe, Ada Brandt said on Friday. (Reuters)",
    "Watching from the quay, Ada Brandt said she was glad.",
    "Share prices fell, and Ada Brandt said she had seen it coming.",
    "By Friday, the ferry had been towed to Holm.",
    "Caption writers at the paper said they had not been asked.",
    "Ada Brandt is a reporter for the Arden Post, the court heard.",
    "Ada Brandt said: “This article has been updated to hide the truth.”",
    "Click here is all the page says, Ada Brandt complained to the council on Friday.",
]
ARTICLE = (
    "The ferry was towed to Holm on Friday after its engine failed in the storm, the port said."
)


@pytest.mark.parametrize("line", ASIDES)
def test_what_is_not_prose_is_an_aside(line: str) -> None:
    text = f"{ARTICLE}\n\n{line}\n\n{ARTICLE}\n\n{ARTICLE}\n\n{ARTICLE}"
    start = text.index(line)
    assert find_asides(text).spans == [(start, start + len(line))]


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_mentions_a_picture_or_a_newsletter_stays_prose(line: str) -> None:
    assert find_asides(f"{ARTICLE}\n\n{line}\n\n{ARTICLE}\n\n{ARTICLE}\n\n{ARTICLE}").spans == []


def test_a_byline_is_only_above_the_prose() -> None:
    assert find_asides(f"Ferry fails\n\nBy Jo Lind\n\n{ARTICLE}").spans == [(13, 23)]
    assert find_asides(f"{ARTICLE}\n\nBy Jo Lind\n\n{ARTICLE}").spans == []


def test_a_picture_credit_leaves_the_prose_around_it() -> None:
    credit = "Ada Brandt in Holm (Photo by Jo Lind/Getty Images)"
    found = find_asides(f"{credit} The ferry was towed away, the port said.").spans
    assert found == [(0, len(credit))]
    line = "Ada Brandt said the mast (photo by Jo Lind) was broken and left."
    start = line.index("(")
    assert find_asides(line).spans == [(start, line.index(")") + 1)]


def test_a_post_is_an_aside_with_its_signature() -> None:
    post, signature = (
        "Stay at home tonight. pic.example/a1",
        "— Ada Brandt (@adabrandt) May 3, 2024",
    )
    text = f"{ARTICLE}\n\n{post}\n\n{signature}\n\n{ARTICLE}"
    assert [text[start:end] for start, end in find_asides(text).spans] == [post, signature]


def test_marked_words_in_a_post_belong_to_its_signer() -> None:
    text = f"{ARTICLE}\n\n“Stay at home tonight.”\n\n— Ada Brandt (@adabrandt) May 3, 2024"
    assert [quote.speaker for quote in find_quotes(text)] == ["Ada Brandt"]


def test_nobody_speaks_in_asides() -> None:
    text = (
        f"{ARTICLE}\n\nImage caption Ada Brandt said the ferry was safe\n\n"
        "“The ferry is old,” said Jan Kowal. He was on board.\n\n"
        "Jo Lind/Getty Images\n\n“It is a wreck,” he added."
    )
    assert [quote.speaker for quote in find_quotes(text)] == ["Jan Kowal", "Jan Kowal"]
    assert not any("Brandt" in found.source_surface for found in find_reported(text))


@given(st.text(alphabet=' \n()[]“”"—@.:/|©PhotobyGetImagesReadmore0123', max_size=300))
def test_asides_are_in_the_text_in_order(text: str) -> None:
    found = find_asides(text).spans
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in found)
    assert found == sorted(found)


def test_a_caption_gives_a_full_name_missing_from_the_prose() -> None:
    text = "Ada Brandt at the quay (Jo Lind/AP)\n\nBrandt said on Friday: “The ferry is old.”"
    assert [quote.speaker for quote in find_quotes(text)] == ["Ada Brandt"]


def test_a_caption_that_quotes_keeps_its_words_and_loses_its_credit() -> None:
    text = (
        f"{ARTICLE}\n\nAda Brandt said the ferry was “a wreck”. (Jo Lind/Getty Images)\n\n{ARTICLE}"
    )
    assert [(quote.text, quote.speaker) for quote in find_quotes(text)] == [
        ("a wreck", "Ada Brandt")
    ]
    assert [text[start:end] for start, end in find_asides(text).spans] == ["(Jo Lind/Getty Images)"]
