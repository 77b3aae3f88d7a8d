import pytest

from briefings.stories.standing_alone import stands_alone


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry Astrid ran aground off Holm on Tuesday, the coastguard said.",
        "At least seven people were hurt when a crane fell in Holm on Tuesday.",
        "Ivo Petrin, the mayor of Holm, said he would not resign over the crane.",
        "Under the treaty of Holm, Ivo Petrin pays for the harbour and for its pier.",
        "Holm's council voted on Monday to close the western pier for its repair.",
        "A Holm court fined the owners of the ferry, who had ignored its warnings.",
        "A 61-year-old woman died when a tree fell on her car near Karvik, police said.",
        "Two men were hurt when their boat sank off Holm on Tuesday, police said.",
        "The US-flagged ferry Astrid left Holm for the US on Tuesday with 30 cars.",
        "NorthGrid said 34,000 homes had lost power at the height of the storm.",
        "The 38-year-old Petrin was elected first in 2003 by the council of Holm.",
    ],
)
def test_the_sentence_is_understandable_by_itself(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "But the ferry Astrid ran aground off Holm on Tuesday, the coastguard said.",
        "He said the ferry Astrid had run aground off Holm on Tuesday at dawn.",
        "The ship was heading downstream on the last leg of its tour of the isles.",
        "The scandal erupted on Sunday when papers in Holm began to print letters.",
        "Ivo Petrin added that the ferry Astrid would be towed off the rocks soon.",
        "In addition, Ivo Petrin wants the ferry Astrid towed off the rocks at once.",
        "After he left the council, Ivo Petrin founded a shipping company in Holm.",
        "Officials who saw the two men on the pier said nothing to Ivo Petrin then.",
        "Copyright 2026 Holm Gazette, all rights reserved by Petrin and his heirs.",
        "Ivo Petrin told us in Holm that the US would pay for the ferry Astrid.",
        "We asked Ivo Petrin about the ferry Astrid and the lights on the pier.",
        "Why did the ferry Astrid run aground off Holm on Tuesday, in good weather?",
        "The ferry left Holm at dawn and came back the same day, which was a Sun.",
        "Short is Holm.",
        "The 24-year-old, who ran the ferry Astrid aground, is to appear in court.",
        "The 65-year-old two-time mayor announced it at a session in Holm on Monday.",
        "The Dutch paper obtained further letters about the ferry Astrid on Monday.",
        "The New Holm bank became one of the first to say what the storm cost it.",
        "The singer and actress wrote about a night on the ferry Astrid on Monday.",
        "Well, Ivo Petrin of Holm, a retired sailor, was for once in that boat.",
        "Ivo Petrin, who took over as mayor in January, said there was no alternative.",
        "Only days later, Ivo Petrin was still waiting for the ferry Astrid in Holm.",
        "On Saturday, rumours went round that he would be the mayor of the harbour.",
        "Lantern's Ada Moss discusses what the storm has done to the ferry Astrid.",
        "Five other sailors of the ferry Astrid were taken to a hospital in Karvik.",
        "Ivo Petrin says that's more than the whole town of Holm earns in one year.",
        "Two days later, Ivo Petrin was still waiting for the ferry Astrid in Holm.",
        "Ivo Petrin walks to the court of Holm, Monday, May 6, 2024, in Karvik.",
        "CLOSE Ivo Petrin walks to the court of Holm and waves to the crowd there.",
        "ferry Astrid ran aground off Holm on Tuesday, the coastguard said at dawn",
        "rocks lay everywhere and nobody knew what had happened to the passengers.",
        "Nobody knew what had happened to the passengers or to the crew that night.",
        f"The ferry Astrid ran aground off Holm {'and then again ' * 30}on Tuesday.",
    ],
)
def test_a_sentence_that_depends_on_others_is_not_a_key_point(sentence: str) -> None:
    assert not stands_alone(sentence)
