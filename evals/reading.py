"""A gold file -> its cases, or an error that names file and line; judges no meaning."""

from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import yaml
from pydantic import ValidationError

from evals.case import Case
from ingest.errors import TillitskildenError

Split = Literal["dev", "test"]
SPLITS: tuple[Split, ...] = ("dev", "test")


class GoldError(TillitskildenError):
    """A gold file does not have the form."""


def read_cases(splits: Sequence[Split] = SPLITS) -> list[Case]:
    """Read the gold cases of the given splits.

    Raises:
        GoldError: the first record that does not have the form, with file and line.
    """
    return [case for split in splits for case in read_file(files("evals.gold") / f"{split}.yaml")]


def read_file(path: Traversable) -> list[Case]:
    """Read one file of cases.

    Raises:
        GoldError: the first record that does not have the form, with file and line.
    """
    name = path.name
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"Kunne ikke lese {name}: {error}") from error
    try:
        loader = yaml.CSafeLoader(text)
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        raise _no_yaml(name, error, text) from error
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise GoldError(f"{name}, linje 1: filen skal være en liste av tilfeller.")
    cases = [_case(name, node, _record(name, loader, node)) for node in root.value]
    _check_ids(name, root.value, cases)
    return cases


def _record(name: str, loader: yaml.CSafeLoader, node: yaml.Node) -> object:
    try:
        return loader.construct_object(node, deep=True)
    except yaml.YAMLError as error:
        raise _no_yaml(name, error) from error
    except ValueError as error:  # a date or number that YAML takes for one, and that there is not
        raise GoldError(f"{name}, linje {node.start_mark.line + 1}: ikke YAML ({error}).") from error


def _no_yaml(name: str, error: yaml.YAMLError, text: str = "") -> GoldError:
    line, problem = 1, str(error)
    if isinstance(error, yaml.MarkedYAMLError):
        line, problem = (error.problem_mark.line + 1 if error.problem_mark else 1), str(error.problem)
    elif isinstance(error, yaml.reader.ReaderError):
        line, problem = text.encode()[: error.position].count(b"\n") + 1, str(error.reason)
    return GoldError(f"{name}, linje {line}: ikke YAML ({problem}).")


def _case(name: str, node: yaml.Node, record: object) -> Case:
    try:
        return Case.model_validate(record, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "hele posten"
        line = _line(node, first["loc"])
        raise GoldError(
            f"{name}, linje {line}, {field}: {first['msg']}", "Formen står i evals/gold/README.md."
        ) from error


def _line(node: yaml.Node, location: Sequence[int | str]) -> int:
    """Give the line of a field, or of the nearest thing around it that is there."""
    for part in location:
        below: Any = None
        if isinstance(node, yaml.MappingNode):
            below = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            below = node.value[part]
        if below is None:
            break
        node = below
    return int(node.start_mark.line) + 1


def _check_ids(name: str, nodes: Sequence[yaml.Node], cases: Sequence[Case]) -> None:
    seen: set[str] = set()
    for node, case in zip(nodes, cases, strict=True):
        if case.id in seen:
            raise GoldError(f"{name}, linje {node.start_mark.line + 1}: id «{case.id}» er brukt før.")
        seen.add(case.id)
