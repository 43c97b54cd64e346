"""What honest publishers write stays as they wrote it."""

import unicodedata

import pytest

from newscli.text import clean_block, clean_code, clean_line, is_clean, resolve_entities

HONEST = {
    "emoji family": "👨\u200d👩\u200d👧\u200d👦 at the fair",
    "emoji with a skin tone and a profession": "👩🏽\u200d🚀 in orbit",
    "emoji presentation": "I \u2764\ufe0f news",
    "flag": "🇰🇷 and 🇨🇳",
    "keycap": "1\ufe0f\u20e3 first",
    "Persian with ZWNJ": "می\u200cخواهم اخبار را بخوانم",
    "Hindi with ZWJ": "क्\u200dष",
    "Arabic with vowel signs": "كَتَبَ الصَّحَفِيُّ",
    "Hebrew with points": "בְּרֵאשִׁית בָּרָא אֱלֹהִים",
    "Korean": "한국의 새 소식",
    "Chinese": "首尔新闻",
    "Japanese": "東京のニュース",
    "Thai": "ข่าวใหม่วันนี้",
    "Tibetan": "བོད་ཀྱི་གསར་འགྱུར།",
    "Vietnamese": "Tin tức mới nhất về Việt Nam",
    "typographic quotes": "“It’s news” – she said …",
    "mathematics": "x ≤ y ∑ ∫ ⟨a|b⟩",
    "IPA": "[ˈnjuːz]",
    "historic script": "𐎠𐎡𐎢",
}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST.keys())
def test_an_honest_title_stays_as_it_is(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert [clean_line(text), clean_block(text), clean_code(text)] == [composed] * 3
    assert is_clean(composed)


def test_decomposed_korean_becomes_the_same_word_as_composed() -> None:
    assert clean_line(unicodedata.normalize("NFD", "한국")) == "한국"


def test_decomposed_accents_become_the_same_word_as_composed() -> None:
    assert clean_line("cafe\u0301") == "café"


def test_hebrew_with_points_and_accents_keeps_every_mark() -> None:
    word = unicodedata.normalize("NFC", "בְּרֵאשִׁ֖ית")
    assert clean_line(word) == word


def test_the_apostrophe_of_windows_1252_read_as_latin_1_costs_one_character_and_not_the_title() -> None:
    title = b"Britain\x92s vote \x97 what it means \x93now\x94".decode("latin-1")
    assert clean_line(title) == "Britains vote what it means now"


def test_an_8_bit_introducer_that_is_an_honest_quote_does_not_swallow_the_line() -> None:
    # 0x9d and 0x90 are C1 introducers, and undefined or letters in other code pages.
    assert clean_line("“the end\x9d and what came after it") == "“the end and what came after it"


def test_text_of_several_lines_keeps_them() -> None:
    assert clean_block("First paragraph.\n\nSecond paragraph.") == "First paragraph.\n\nSecond paragraph."


def test_references_are_resolved_and_those_of_endless_digits_stand_for_no_character() -> None:
    assert resolve_entities("&lt;b&gt; &hearts; &#x1F600; &#65; &#0000065;") == "<b> ♥ 😀 A A"
    for endless in (f"&#{'9' * 100_000};", f"&#x{'f' * 100_000};", f"&#X{'0' * 9}41;", f"&#{'0' * 20}65;"):
        assert resolve_entities(f"a{endless}b&amp;&#65;") == "a\ufffdb&A"
