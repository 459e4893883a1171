"""The questions about other things, which the abstention model learns from and nothing reports on."""

from importlib.resources import files

import yaml

from evals.case import Absence, Case


def read_off_topic() -> list[Case]:
    """Read them as cases without an answer, each a cluster of its own."""
    text = (files("evals.gold") / "off-topic.yaml").read_text(encoding="utf-8")
    return [
        Case(
            id=f"off-topic-{number}",
            question=record["question"],
            lang=record["lang"],
            type="unanswerable-far" if record["kind"] == "far" else "unanswerable-near",
            style="plain",
            origin="contents",
            cluster=f"off-topic-{number}",
            split="dev",
            answerable=False,
            twin_of=None,
            evidence=(),
            facts=(),
            voice=None,
            absence=Absence(reason="not-in-sources", searched=(), note="Learnt from only."),
        )
        for number, record in enumerate(yaml.safe_load(text), 1)
    ]
