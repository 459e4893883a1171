"""The commands of `python -m evals`: each adds its options, and does its work; none prints."""

from evals.commands import comparing, fitting, gating, judging, pooling, reporting, running, suites

COMMANDS = (running, comparing, reporting, fitting, suites, pooling, judging, gating)

__all__ = ["COMMANDS"]
