"""Thresholds of changes: what is told of a difference, and how surely."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """changes/"""

    least_likeness: float = setting(0.1, "likeness", "sentences linked more loosely are not compared word by word")
    close_likeness: float = setting(0.3, "likeness", "below, the place links more than the words: no change is grave")
    careful_words: int = setting(
        400, "words", "up to here the longest common run is sought first; beyond, fewest edits"
    )
    most_words: int = setting(5000, "words", "no more words of one linked stretch are compared: it is no sentence")
    kept_fact: float = setting(0.25, "share of words", "kept in order before a name or number counts as replaced")
    kept_little: float = setting(0.4, "share of words", "kept in order before a change can weigh more than little")
    kept_grave: float = setting(0.7, "share of words", "kept in order before a change is grave: seven words in ten")
    grave: float = setting(0.5, "probability", "below which a change is not grave: it is likelier none")
    kept_claim: float = setting(0.6, "share of words", "kept in order before a lost hedge, negation or source is named")
    shortest_name: int = setting(3, "letters", "shorter names are too near each other to be called misspelled")
    mangled_share: float = setting(0.25, "share of letters", "one letter in four may differ in a misspelled name")
    carried_letters: int = setting(
        6, "letters", "of two names that stand in other places: shorter ones of two persons may be as near"
    )
    carried_names: int = setting(40, "names", "of a linked stretch that are looked for elsewhere: it is no list")
    kept_headline: float = setting(
        0.75, "share of words", "of a headline kept before it is compared: many are written anew"
    )
    few_words: int = setting(4, "words", "a sentence of fewer beside its figures is measured with them")
    kept_opposite: float = setting(0.7, "share of words", "kept before a phrase of two words is turned round")
    near_number: float = setting(
        0.05,
        "share of the larger",
        "numbers nearer than this are an update: nobody is misled about how many",
    )
    reworded_doubt: float = setting(0.3, "confidence", "lost in full where nothing around a fact is kept")
    no_claim: float = setting(0.6, "probability", "of no relation at all, above which a sentence is no graded claim")
    claim_words: int = setting(200, "words", "of a linked stretch that are read for the strength of its claim")
    said_words: int = setting(3, "words", "of a claim in common before another speaker of it is named")
    beside: int = setting(2, "words", "around what is doubted in common before it is the same that is said outright")
    beside_many: int = setting(3, "words", "the same, however many others stand there")
    surroundings: int = setting(8, "words", "to either side in which stands what a fact is told of")
    deed: int = setting(4, "words", "behind *he* or a helping verb among which stands what is done")
    doubted: int = setting(5, "words", "behind a hedge among which stands what it doubts")
    counted: int = setting(3, "words", "behind a number among which stands what it counts: *20 straight days*")
    tried: int = setting(100, "pairs", "of numbers that are tried by what stands around them: a table has more")
    tight: int = setting(
        2, "words", "of a difference in which two numbers stand against each other whatever they count"
    )
    moved: int = setting(
        9, "words", "before a level in which something rose or fell: *rose 12 points, or 1 %, to 1,240*"
    )
    cue_before: int = setting(10, "words", "from a cue of speech to a name behind it")
    cue_behind: int = setting(30, "words", "from a name, with what is told of the person, to its cue of speech")
    stem: int = setting(6, "letters", "by which words of a claim are compared: *announced*, *announcement*")
    instead: int = setting(
        12, "words", "behind a denial in which stands what is so instead: *not the crowd but the sea*"
    )
    opposed: int = setting(60, "words", "new on either side that are asked for opposites: a list has more")
    slot: int = setting(6, "words", "a longer difference is a new phrase; facts in it do not stand against each other")
    same_quotation: float = setting(0.6, "share of words", "that two quotations share in order when one was altered")
    remade_quotation: float = setting(
        0.45, "share of words", "the same, where three words that tell something are among them: most of it was remade"
    )
    lone_quotation: float = setting(0.35, "share of words", "the same, of the only quotation on either side")
    least_kept_words: int = setting(
        6, "words", "of a sentence kept before one exchanged word in it tells of another meaning"
    )
    steady: float = setting(
        0.5, "share", "of the sentences kept to the letter: in a telling that is reworded throughout, words come and go"
    )
    exchanged: int = setting(4, "words", "a longer phrase that gave way to another may say the same in another way")
    kept_whole: float = setting(0.9, "share of words", "kept before two exchanged phrases tell of another meaning")
    lone_clause: int = setting(5, "words", "an inserted clause that replaces nothing must be longer to count")
    lone_kept: float = setting(0.75, "share of words", "of the sentence around such a clause that must be kept")
    fragment: int = setting(12, "words", "a longer sentence without a plain verb is no fragment, only unusual")
    short_quotation: int = setting(8, "words", "an altered quotation of no more words is shown whole")
    inserted_clause: int = setting(4, "words", "a shorter insertion is no clause")
