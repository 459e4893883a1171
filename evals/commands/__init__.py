"""The commands of `python -m evals`: each adds its options, and does its work; none prints."""

from evals.commands import comparing, fitting, gating, pooling, reporting, running, suites

COMMANDS = (running, comparing, reporting, fitting, suites, pooling, gating)

__all__ = ["COMMANDS"]
