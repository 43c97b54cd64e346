"""Words that the index itself has: other inflections of a word, and what a mistyped one may have been.

A look at the index's vocabulary costs by the articles that have its words; so only searches that find little come here.
"""

import re
import sqlite3
from collections.abc import Iterator
from typing import Final

from newscli.store.database import Database
from newscli.store.search_match import quote_words
from newscli.store.search_text import RUN_ON, fold

FORMS_TAKEN: Final = 12
"""Other forms of one word that are searched, the most frequent ones."""
MOST_BEGUN: Final = 2_000
"""Words of one beginning that are searched one by one."""
SHORTEST_STEM: Final = 3
SHARED: Final = 0.55
"""Share of the word that another form must begin with."""
SURE_STEM: Final = 4
"""Letters from which on both forms may have an ending; of a shorter stem one must be the stem itself (car, cars, not care)."""
CANDIDATES: Final = 12
"""Corrections that are tried, the most frequent ones first."""
COUNTED: Final = 1_000
"""Articles up to which a correction's frequency is counted."""

# Endings of nouns, adjectives and verbs, folded as the index folds them: English, German, Dutch and the Scandinavian
# languages; French, Spanish, Portuguese, Italian, Romanian; Polish, Czech, Slovak; Turkish, Finnish, Hungarian; Russian and
# its kin; Greek. One list for all: the language of a query is not known.
_WRITTEN_ENDINGS: Final = (
    "s es e en er ers em n ns ed d ing ings r rs ly y ies ied i is t te ten tes st ste sten est "
    "et ene ena a as ar arna ade at an na ens ets or orna erna nes "
    "o os ao oes am ara aram era eram ei iu ido ida idos idas ado ada ados adas ando endo indo ir amos emos imos "
    "ez ent ant ants ante antes ee ees eux euse aux al ale ales ment ait ais aient ra ront ons it irent iez "
    "ow ami ach owi ego emu ej ym ych ymi u om ou mi ah ov ovi ech ich im ima eho ne ni eni enia ia ie iach iem "
    "ler lar de da den dan ta tan in un nin nun si su lari leri la le ssa sta lla lle lta ksi ja jen ien "
    "ok ek ak nak nek ban ben re rol bol hoz tol val vel k ot "
    "а я о е ы и у ю ой ей ою ею ом ем ам ям ами ями ах ях ов ев ии ию ия ие ием иях иям иями иеи ыи аи еи ого его ому ему "
    "ым им ыми ими ых их ую юю ая яя ое ее ые ои ть ти л ла ло ли ет ит ут ют ят ат ешь ишь ете ите ал ала али ил ила или "
    "нныи ен ена ено ены на но ны ся сь лся лась лись ется ится ь "
    "ος ου ο οι ων ους η ης ες α ας ατα ω εις ει"
)
_ENDINGS: Final = frozenset(_WRITTEN_ENDINGS.split()) | {""}
_LONGEST_ENDING: Final = max(map(len, _ENDINGS))
_OF_Y: Final = re.compile(r"(?<=[a-z][b-df-hj-np-tv-z])ie[sd]$")
"""What English makes of a y: city, cities; deny, denied."""
_DOUBLED: Final = re.compile(r"([bdgklmnprt])\1(?=(?:ed|ing)$)")
"""A consonant that English writes twice before an ending: trap, trapped. Not before -er: bitter is no biter."""
_PARTICLES: Final = re.compile(
    "(?:에서는|으로는|에게서|에서|으로|에게|까지|부터|처럼|보다|이나|에는|은|는|이|가|을|를|의|에|로|와|과|도|만|들)$"
)
"""What stands behind a Korean noun; taken off, the noun is found with any other behind it."""
_RUN_ON_WORD: Final = re.compile(f"[{RUN_ON}]+")
_ALPHABETS: Final = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщъыьэюя", "αβγδεζηθικλμνξοπρστυφχψω",
                     "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "אבגדהוזחטיכךלמםנןסעפףצץקרשת")  # fmt: skip


def prepare_vocabulary(connection: sqlite3.Connection) -> None:
    """A view of the index's words, in this connection alone."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary USING fts5vocab (main, search_index, row)")


def other_forms(database: Database, word: str) -> tuple[str, ...]:
    """Forms of `word` in another inflection that articles have, the most frequent first; never `word` itself."""
    folded = fold(word)
    if _RUN_ON_WORD.fullmatch(folded):
        stem = _PARTICLES.sub("", folded)
        return (stem,) if 2 <= len(stem) < len(folded) else ()
    if not folded.isalpha() or len(folded) < SHORTEST_STEM:
        return ()
    stem = min(_stem(folded), _stem(_unspelled(folded)), key=len)
    database.prepare(prepare_vocabulary)
    found = database.rows(
        "SELECT term, doc FROM temp.search_vocabulary WHERE term >= ? AND term <= ? AND length(term) <= ?",
        (stem, stem + "\U0010fffd", len(folded) + _LONGEST_ENDING),
    )
    forms = [(docs, form) for form, docs in found if form != folded and is_kin(folded, form)]
    return tuple(form for _, form in sorted(forms, reverse=True)[:FORMS_TAKEN])


def _stem(word: str) -> str:
    """`word` without the longest ending that leaves enough of it."""
    shortest = max(SHORTEST_STEM, -int(-len(word) * SHARED // 1), len(word) - _LONGEST_ENDING)
    return word[: min((at for at in range(shortest, len(word) + 1) if word[at:] in _ENDINGS), default=len(word))]


def begun(database: Database, beginning: str) -> tuple[str, ...]:
    """The words of the index that begin so, in no order; none where they are too many or `beginning` is more than one.

    FTS5 merges the articles of all of them before it gives the first, 0.1 s for `the*` in a million and 1.7 for a syllable,
    in every statement; one word or another it finds as fast as one.
    """
    folded = fold(beginning)
    if not folded.isalnum() or _RUN_ON_WORD.search(folded):
        return ()
    database.prepare(prepare_vocabulary)
    rows = database.rows(
        "SELECT term FROM temp.search_vocabulary WHERE term >= ? AND term <= ? LIMIT ?",
        (folded, folded + "\U0010fffd", MOST_BEGUN + 1),
    )
    return tuple(row[0] for row in rows) if len(rows) <= MOST_BEGUN else ()


def is_kin(word: str, form: str) -> bool:
    """Whether two folded words may be one word in two inflections: the same stem, and known endings."""
    if _is_kin(word, form):
        return True
    plain = _unspelled(word), _unspelled(form)
    return plain != (word, form) and _is_kin(*plain)


def _unspelled(word: str) -> str:
    """`word` without what English spelling does to the end of a stem."""
    return _DOUBLED.sub(r"\1", _OF_Y.sub("y", word))


def _is_kin(word: str, form: str) -> bool:
    shared = 0
    for one, other in zip(word, form, strict=False):
        if one != other:
            break
        shared += 1
    if shared < max(SHORTEST_STEM, SHARED * len(word)):
        return False
    for stem in range(shared, max(shared - 2, SHORTEST_STEM - 1), -1):
        rest, other = word[stem:], form[stem:]
        if rest in _ENDINGS and other in _ENDINGS and (stem >= SURE_STEM or not (rest and other)):
            return True
    return False


def is_known(database: Database, word: str) -> bool:
    """Whether an article has `word` as it is."""
    return _frequency(database, word, 1) > 0


def corrections(database: Database, word: str) -> tuple[str, ...]:
    """What `word`, which no article has, may have been: one slip away, else two; the most frequent first."""
    folded = fold(word)
    if not folded.isalpha() or len(folded) < SHORTEST_STEM or _RUN_ON_WORD.search(folded):
        return ()
    near = [(_frequency(database, edited, COUNTED), edited) for edited in dict.fromkeys(_edits(folded))]
    found = [(count, edited) for count, edited in near if count]
    if not found and len(folded) > SHORTEST_STEM + 2:
        database.prepare(prepare_vocabulary)
        begins = folded[:SHORTEST_STEM]
        rows = database.rows(
            "SELECT term, doc FROM temp.search_vocabulary WHERE term >= ? AND term <= ? AND length(term) BETWEEN ? AND ?",
            (begins, begins + "\U0010fffd", len(folded) - 2, len(folded) + 2),
        )
        found = [(docs, term) for term, docs in rows if _is_near(folded, term)]
    return tuple(edited for _, edited in sorted(found, reverse=True)[:CANDIDATES])


def _frequency(database: Database, word: str, limit: int) -> int:
    row = database.row(
        "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT ?)", (quote_words(word), limit)
    )
    return int(row[0]) if row else 0


def _edits(word: str) -> Iterator[str]:
    """All that is one slip away: two letters swapped, one left out, changed or put in (Damerau 1964)."""
    alphabet = next((letters for letters in _ALPHABETS if word[0] in letters), "".join(sorted(set(word))))
    for at in range(len(word)):
        head, tail = word[:at], word[at:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield head + tail[1:]
        yield from (head + letter + tail[1:] for letter in alphabet)
        yield from (head + letter + tail for letter in alphabet)
    yield from (word + letter for letter in alphabet)


def _is_near(word: str, other: str) -> bool:
    """Whether two slips lead from one to the other (Damerau-Levenshtein, in its restricted form)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(word, 1):
        earlier, before, row = before, row, [at]
        for place, target in enumerate(other, 1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (char != target))
            if at > 1 and place > 1 and char == other[place - 2] and word[at - 2] == target:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return False
    return row[-1] <= 2
