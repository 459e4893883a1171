"""(done, total, label) -> a bar on a terminal, or a line a step where there is none."""

from collections.abc import Callable
from types import TracebackType
from typing import IO, Self

from tqdm import tqdm

Progress = Callable[[int, int, str], None]
"""Called with (done, total, label)."""


class Bars:
    """One bar for each label that comes by; on something that is no terminal, one line when a label is done."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._bar: tqdm | None = None
        self._label = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def show(self, done: int, total: int, label: str) -> None:
        """Move the bar of a label; a total of 0 shows nothing."""
        if total == 0:
            return
        if not self._stream.isatty():
            if done == total:
                print(f"{label}: {total}", file=self._stream, flush=True)
            return
        if label != self._label or self._bar is None:
            self._close()
            self._label = label
            self._bar = tqdm(
                total=total, desc=label, file=self._stream, bar_format="{desc}: {bar} {n_fmt}/{total_fmt} ({elapsed})"
            )
        self._bar.update(done - self._bar.n)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
            self._label = ""
