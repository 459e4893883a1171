"""The statements of an answer become markup: words, citation marks, who says it, doubts; not the passages."""

from app.engine.question import same_tongue
from app.engine.values import Answer, Statement
from app.labels import Sources, citation_label, doubt_label
from app.pages.answer.numbers import Numbering
from app.pages.shell.markup import element, wrapped
from app.texts.loader import Frame


def statements_markup(answer: Answer, numbering: Numbering, sources: Sources, frame: Frame) -> str:
    """Return paragraphs, or a list where the statements are items of one."""
    tag = "li" if answer.is_list else "p"
    parts = [
        wrapped(tag, _statement(statement, marks, answer.language, sources, frame), kind="statement")
        for statement, marks in zip(answer.statements, numbering.marks, strict=True)
    ]
    return wrapped("ul" if answer.is_list else "div", "".join(parts), kind="statements", language=frame.language)


def _statement(statement: Statement, marks: tuple[int, ...], language: str, sources: Sources, frame: Frame) -> str:
    spoken = statement.citations[0].language if statement.citations else ""
    words = element("span", statement.text, kind="words", language=spoken)
    numbers = "".join(element("sup", f"[{number}]", kind="mark") for number in marks)
    labels = dict.fromkeys(citation_label(citation, sources, frame) for citation in statement.citations)
    voice = " · ".join([*labels, *_foreign(statement, language, frame)])
    doubt = doubt_label(statement, frame)
    return (
        f"{words}\u00a0{numbers}"
        + (element("span", voice, kind="voice") if voice else "")
        + (element("span", doubt, kind="doubt") if doubt else "")
    )


def _foreign(statement: Statement, language: str, frame: Frame) -> list[str]:
    """The quote's language, where it is not the question's; Bokmål and Nynorsk read each other."""
    spoken = statement.citations[0].language if statement.citations else language
    return [frame.written_in[spoken]] if not same_tongue(language, spoken) and spoken in frame.written_in else []
