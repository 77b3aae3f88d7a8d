"""The language of short texts, close relatives above all."""

import pytest

from briefings.reading.language import language_of, language_tag


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Fiskerne på øen siger, at ingen har spurgt dem, før havnen blev lukket."),
        ("da", "Museet giver tolv masker tilbage, og de ældste i dalen er glade for det."),
        ("no", "Fiskerne på øya sier at ingen spurte dem før havna ble stengt i går."),
        ("no", "Museet leverer tilbake tolv masker etter at noen i dalen spurte."),
        ("no", "Ordføreren åpner den nye brua, og barna synger for gjestene på torget."),
        ("sv", "Fiskarna på ön säger att ingen frågade dem innan hamnen stängdes."),
        ("nl", "De vissers op het eiland zeggen dat niemand hun iets heeft gevraagd."),
        ("nl", "Het museum geeft twaalf maskers terug, en de ouderen zijn daar blij mee."),
        ("bg", "Рибарите на острова казват, че никой не ги е питал, преди да затворят."),
        ("bg", "Музеят връща дванадесет маски и старейшините в долината са щастливи."),
        ("ru", "Рыбаки на острове говорят, что никто их не спрашивал до закрытия порта."),
        ("uk", "Рибалки на острові кажуть, що ніхто їх не питав, перш ніж порт закрили."),
        ("fa", "ماهیگیران جزیره می‌گویند پیش از بسته شدن بندر کسی از آنها نپرسید."),
        ("ar", "يقول صيادو الجزيرة إن أحدا لم يسألهم قبل إغلاق الميناء القديم."),
        ("ur", "جزیرے کے ماہی گیر کہتے ہیں کہ بندرگاہ بند کرنے سے پہلے کسی نے نہیں پوچھا۔"),
        ("zh", "岛上的渔民说，港口关闭之前没有人问过他们的意见。"),
        ("ja", "島の漁師たちは、港が閉鎖される前に誰にも聞かれなかったと話している。"),
        ("ko", "섬의 어부들은 항구가 폐쇄되기 전에 아무도 묻지 않았다고 말했다."),
        ("de", "Die Fischer der Insel sagen, niemand habe sie gefragt, bevor man schloss."),
        ("pt", "Os pescadores da ilha dizem que ninguém os consultou antes de fechar."),
        ("es", "Los pescadores de la isla dicen que nadie les preguntó antes de cerrar."),
        ("he", "הדייגים באי אומרים שאיש לא שאל אותם לפני שהנמל נסגר."),
        ("en", "The fishermen of the island say that nobody asked them before it closed."),
    ],
)
def test_a_short_texts_language_is_recognised(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "12 34 56", "Aha!", "https://lark.example/a-long-address"])
def test_a_non_text_has_no_language(text: str) -> None:
    assert language_of(text) is None


def test_half_a_character_does_no_harm() -> None:
    assert language_of("The fishermen say \ud800 that nobody asked them before it closed.") == "en"


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en_US.UTF-8", "en-US"),
        ("IW", "he"),
        ("zh-Hant", "zh-Hant"),
        ("English!", None),
        (None, None),
    ],
)
def test_declared_languages_become_tags(declared: str | None, tag: str | None) -> None:
    assert language_tag(declared) == tag
