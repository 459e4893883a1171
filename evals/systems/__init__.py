"""The engine and the baselines it is held against: a question in, an outcome out."""

from evals.systems.baselines import baselines
from evals.systems.llama_default import llama_default
from evals.systems.ours import ours
from evals.systems.system import BASELINES, OURS, System

__all__ = ["BASELINES", "OURS", "System", "baselines", "llama_default", "ours"]
