"""An invented run of two systems, small enough to reckon with by hand."""

from typing import Any

from evals.case import Case
from evals.outcome import Cited, Found, Outcome, Said
from evals.scoring import Scored
from evals.stored import Run

MARKUP = "<script>alert('x')</script><img src=https://ond.example/x.png> & tillit?"
ABOUT: dict[str, Any] = {
    "commit": "0123456789ab",
    "when": "2026-03-01T08:05:00+00:00",
    "stamp": "modell liten, oppdeling 2",
    "gold": "feed",
    "split": "dev",
    "sources": "thesis",
    "abstention": {"threshold": 0.5},
}


def case(id: str, **changes: Any) -> Case:
    """An answerable question on page 7, or with `answerable=False` one that nothing answers."""
    fields: dict[str, Any] = {
        "id": id,
        "question": f"Hva er {id}?",
        "lang": "nb",
        "type": "factoid",
        "style": "plain",
        "origin": "text",
        "cluster": id,
        "split": "dev",
        "answerable": True,
        "twin_of": None,
        "evidence": [[{"source": "dahl-2020", "page": "7", "section": "2", "grade": 2}]],
        "facts": [{"statement": "Vaktene velges.", "any_of": [["vakt"]], "vital": True}],
        "voice": None,
    }
    if not changes.get("answerable", True):
        absence = {"reason": "not-in-sources", "searched": [], "note": "Står der ikke."}
        fields |= {"type": "unanswerable-near", "evidence": [], "facts": [], "absence": absence}
    return Case.model_validate(fields | changes)


def outcome(id: str, sureness: float = 0.9, *, page: str = "7", text: str = "En vakt.", **changes: Any) -> Outcome:
    """An answer of one statement from one page; without text an abstention."""
    key = f"dahl-2020:{page}"
    cited = Cited("original", (key,), text, ("author:dahl-2020",))
    fields: dict[str, Any] = {
        "found": (Found("p", "dahl-2020", "original", (key,), f"Avsnitt om {text}"),),
        "answers": True,
        "abstained": not text,
        "sureness": sureness,
        "said": (Said(text, "supported", ("author:dahl-2020",), (cited,)),) if text else (),
        "milliseconds": 10.0,
    }
    return Outcome(id, **(fields | changes))


def scored(id: str, sureness: float, recall: float | None = None, *, text: str = "En vakt.", **values: float) -> Scored:
    """A question with its fact recall given; without one the sources do not answer it."""
    answerable = recall is not None
    given = {"fact recall": recall} if recall is not None else {}
    return Scored(case(id, answerable=answerable), outcome(id, sureness, text=text), given | values)


CASES = [
    case("vakt", question=MARKUP),
    case("vakt-sv", lang="sv", twin_of="vakt", cluster="vakt"),
    case("bro"),
    case("bro-stikk", style="keywords", twin_of="bro", cluster="bro"),
    case("hav"),
    case("lonn", answerable=False),
    case("kaos", answerable=False, type="unanswerable-far"),
]
OURS = (
    outcome("vakt", 0.95, text=f"En vakt {MARKUP}"),
    outcome("vakt-sv", 0.7, page="8", text="Ein annan."),
    outcome("bro", 0.8),
    outcome("bro-stikk", 0.6, milliseconds=30.0),
    outcome("hav", 0.2, text=""),
    outcome("lonn", 0.65, text="Mye."),
    outcome("kaos", 0.1, text=""),
)
PLAIN = {"answers": False, "said": (), "sureness": 0.0}
BM25 = tuple(outcome(one.id, page="7" if one.id == "bro" else "9", **PLAIN) for one in CASES)
RUN = Run("prøve", ABOUT, {"ours": OURS, "bm25": BM25})
