"""Who must be named, and who is named -> right or not."""

from collections.abc import Sequence

from evals.case import Voice
from evals.outcome import Said


def voice_is_right(voice: Voice, said: Sequence[Said]) -> bool:
    """Say whether the voice that the case asks for speaks in most of the statements on the answering pages.

    An answer may say more than was asked; so it is enough that the right one speaks more often than any other.

    Args:
        voice: the author, or a reported work.
        said: the statements of the answer.
    """
    counts: dict[str, int] = {}
    for statement in said:
        for name in statement.voices:
            counts[name] = counts.get(name, 0) + 1
    wanted = [name for name in counts if _is(voice, name)]
    return bool(wanted) and max(counts[name] for name in wanted) >= max(counts.values())


def _is(voice: Voice, name: str) -> bool:
    kind, _, source = name.partition(":")
    return kind == voice.kind and (voice.kind == "author" or source == voice.source)
