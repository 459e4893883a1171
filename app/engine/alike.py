"""Two candidate sentences -> whether they tell the same thing; chooses neither."""

from app.engine.candidates import Candidate
from app.engine.wording import words_of

NOTE_COSINE, NOTE_SHARED = 0.92, 0.4  # a note beside the original it was written from
REPEAT_COSINE, REPEAT_SHARED = 0.95, 0.6  # a text that repeats itself (summary, chapter, conclusion)


def tell_the_same(one: Candidate, other: Candidate) -> bool:
    """Say whether one of two sentences can stand for both.

    Cosines of one model crowd together, so the words have to agree as well: the share of the shorter sentence's
    analysed words that stand in the other. A note and an original must also speak with a common voice.
    """
    if one.evidence.passage.language != other.evidence.passage.language:
        return False
    note_and_original = {one.evidence.passage.kind == "note", other.evidence.passage.kind == "note"} == {True, False}
    if note_and_original and not set(one.sentence.voices) & set(other.sentence.voices):
        return False
    cosine = float(one.vector @ other.vector)
    if cosine < (NOTE_COSINE if note_and_original else REPEAT_COSINE):
        return False
    language = one.evidence.passage.language
    first, second = words_of(one.text, language), words_of(other.text, language)
    shared = len(first & second) / (min(len(first), len(second)) or 1)
    return shared >= (NOTE_SHARED if note_and_original else REPEAT_SHARED)
