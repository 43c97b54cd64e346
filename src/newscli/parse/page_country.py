"""The language that pages of a country are written in, by the end of their address: only to read their dates by."""

from typing import Final
from urllib.parse import urlsplit

from newscli.parse.page_words import word_set

_AMERICAN: Final = word_set("us gov mil edu")
_BRITISH: Final = word_set("au gh hk ie in ke mt my ng nz pk sg uk za zw")
"""Where English is written with the day first: 03/04 is in April in London and in March in Washington (CLDR)."""
_COUNTRIES: Final = {
    "ar": "ae eg sa", "bg": "bg", "cs": "cz", "da": "dk", "de": "de at ch", "el": "gr", "es": "ar cl es mx pe uy ve", "et": "ee",
    "fa": "ir", "fi": "fi", "fr": "fr", "he": "il", "hr": "hr", "hu": "hu", "id": "id", "is": "is", "it": "it", "ja": "jp",
    "ko": "kr", "lt": "lt", "lv": "lv", "nb": "no", "nl": "nl", "pl": "pl", "pt": "br pt", "ro": "ro", "ru": "by ru", "sk": "sk",
    "sl": "si", "sr": "rs", "sv": "se", "th": "th", "tr": "tr", "uk": "ua", "vi": "vn", "zh": "cn tw",
}  # fmt: skip
"""Countries where most pages are in one language; ends of addresses that are sold as names (.co, .io, .me, .tv) are not here."""
_SPOKEN: Final = {country: language for language, countries in _COUNTRIES.items() for country in countries.split()}


def language_at(url: str | None, stated: str | None) -> str | None:
    """`stated`, a page's own language, with the region its address adds to English; if none is stated, the country's language."""
    end = (urlsplit(url).hostname or "").rpartition(".")[2] if url else ""
    if stated and stated.lower() != "en":
        return stated
    if end in _AMERICAN:
        return "en-US"
    return f"en-{end.upper().replace('UK', 'GB')}" if end in _BRITISH else stated or _SPOKEN.get(end)
