"""Thresholds of collation: which sentences are laid beside one another."""

from __future__ import annotations

from dataclasses import dataclass

from .entry import setting


@dataclass(frozen=True, slots=True)
class CollationSettings:
    """collation/"""

    furniture_share: float = setting(
        0.5, "share of a sentence", "more of it marked as furniture or credit: not the story"
    )
    longest_sentence: int = setting(
        4000, "characters", "grams of a longer `sentence` (a text without stops) are cut there"
    )
    containment: float = setting(
        0.3, "weight", "how far likeness leans to the larger containment: a cut sentence is found"
    )
    all_pairs: int = setting(
        2500, "pairs", "below this all sentence pairs are scored, above it those sharing seldom words"
    )
    stem: int = setting(
        6, "letters", "words are searched by their beginning, which survives inflection and translation"
    )
    least_piece: int = setting(4, "words", "a shorter sentence is searched together with its neighbour")
    longest_piece: int = setting(40, "words", "a longer sentence is searched in parts")
    followed: int = setting(300, "visits per piece", "words are followed from the rarest on; keeps the search linear")
    measured: int = setting(
        12, "pieces", "partners of a piece that are measured in full where common words were left out"
    )
    least_cosine: float = setting(0.1, "cosine", "below it two pieces share small words alone")
    partners: int = setting(6, "pieces", "likest pieces whose sentences are compared, where a text is long")
    sample: int = setting(100, "sentences", "read of each text to weigh character grams: all of a news report")
    least_likeness: float = setting(0.1, "likeness", "below it two sentences have nothing but small words in common")
    unlike_role: float = setting(0.2, "likeness", "taken off where one is furniture and one is story")
    floors: tuple[tuple[float, float, float], ...] = setting(
        ((0.5, 0.45, 0.4), (0.4, 0.35, 0.3), (0.35, 0.3, 0.25), (0.35, 0.27, 0.2)),
        "likeness, a row a round",
        "alone, with matched neighbours on one side, on both: sure pairs come first and bear out the rest",
    )
    borne: float = setting(
        0.05, "likeness", "added in ranking for each side on which a neighbouring pair stands in line"
    )
    usual: float = setting(
        0.3, "share", "of the middle likeness of linked sentences: much less alike, and a sentence is another's"
    )
    usual_alone: float = setting(0.4, "share", "the same where no neighbour bears a pair out")
    own_weight: float = setting(
        60.0, "nats of grams", "shared where no neighbour bears it out: two or three rare words, no single one"
    )
    own_share: float = setting(0.25, "share of the heavier", "or so much of it: short sentences weigh little")
    join_floors: tuple[float, ...] = setting(
        (0.12, 0.17, 0.35),
        "share of the part",
        "what a sentence adds to a pair that it joins: beside the partner, one away, elsewhere",
    )
    most_parts: int = setting(12, "sentences", "joined to one: no news sentence is made of more; bounds the search")
    retold_share: float = setting(
        0.6, "share of sentences", "of either text linked: the one retells the other, so the rest likely does too"
    )
    retold_floors: tuple[tuple[float, float, float], ...] = setting(
        ((0.3, 0.23, 0.15), (0.27, 0.2, 0.1)), "likeness, a row a round", "the floors of such texts; rows as above"
    )
    retold_join_floors: tuple[float, ...] = setting(
        (0.1, 0.15, 0.25), "share of the part", "what a sentence of such texts adds to a pair that it joins"
    )
    bind_floors: tuple[float, float, float] = setting(
        (0.12, 0.2, 0.3),
        "share of the shorter",
        "what linked sentences of such texts share beyond their partners: beside these on both sides, on one, on none",
    )
    bind_likeness: float = setting(0.2, "likeness", "less like pairs are not looked at: no pair in forty that was read")
    seed_cosine: float = setting(0.26, "cosine", "pieces this like by weighted words start a passage (PAN13, sampled)")
    seed_dice: float = setting(0.3, "Dice", "and this like by words without weight")
    seed_link: float = setting(0.6, "likeness", "linked sentences this like start a passage too")
    seed_share: float = setting(0.6, "share of the best", "a seed much weaker than its pieces' best partner is chance")
    seed_gap: int = setting(4, "pieces", "seeds this far apart on both sides are one passage")
    fragment_cosine: float = setting(0.34, "cosine", "a passage less like as a whole is cut at narrower gaps")
    least_passage: int = setting(150, "characters", "shorter stretches on either side are phrases, not passages")
    least_evidence: float = setting(40.0, "nats", "summed weight of the words that the two stretches share")
    even_evidence: float = setting(0.8, "nats per word", "the same for each word that stands in either stretch")
    mutual_share: float = setting(
        0.35, "share of sentences", "of both texts linked: links in order are evidence, passages need fewer words"
    )
    mutual_bar: tuple[float, float, float] = setting(
        (0.1, 25.0, 0.3),
        "cosine, nats, nats per word",
        "what a passage of such texts needs; every link of theirs is a seed (rewritten news, no PAN class moves)",
    )
    border_match: tuple[float, float] = setting(
        (0.5, 0.97), "share of words", "matched inside a passage: bounds, as a short passage tells little of its share"
    )
    border_chance: tuple[float, float] = setting(
        (0.05, 0.98), "probability", "of a match by chance: bounds, so that one rare word does not decide a border"
    )
    border_least: float = setting(1.005, "ratio", "a matched word never speaks against the passage")
    border_evidence: float = setting(8.0, "nats", "words at an end are cut where their absence weighs this much")
    digest_cosine: float = setting(0.22, "cosine", "pieces this like may be parts of a digest and what it retells")
    digest_dice: float = setting(0.25, "Dice", "and this like by words without weight")
    digest_share: float = setting(
        0.7, "share of seeds", "of the pair, that the digest holds: else likeness is all about"
    )
    digest_gap: int = setting(2, "pieces", "a digest is dense where it was written")
    digest_seeds: int = setting(3, "pieces", "and retells at least so many places of the longer text")
    digest_ratio: tuple[float, float] = setting((2.0, 13.0), "ratio", "how much longer the retold stretch is")
    digest_run: float = setting(0.6, "share of seeds", "more of them in one run of the longer text: not scattered")
    digest_dense: float = setting(0.6, "share of pieces", "of the digest, that have a seed")
    digest_spread: float = setting(0.08, "share of pieces", "of the stretch retold, that have a seed: fewer are chance")
    digest_yield: tuple[int, float, float] = setting(
        (3, 0.6, 0.5), "seeds, cosine, share", "even passages this strong over this much of the digest stand instead"
    )
    together: int = setting(
        256, "pairs", "of very many, in one call: a report that stands in several is taken apart once"
    )
    compiled: int = setting(
        250_000, "characters", "from so many on, in all texts of a call, loading the compiled loops pays; answers equal"
    )
    longest_diff: int = setting(3000, "words", "longer differing stretches are one edit: a word diff is quadratic")
    joined_words: int = setting(1, "words", "edits this near are one phrase")
    joined_letters: int = setting(4, "letters", "a longer common word keeps two edits apart")
