"""What can go wrong, said to the person who reads it and with what to do next; not where it is shown."""


class TillitskildenError(Exception):
    """Base of every error meant for a user.

    Args:
        message: what happened, in Norwegian Bokmål, one or two sentences.
        remedy: the command or action that mends it; empty when there is none.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy

    @property
    def told(self) -> str:
        """Message and remedy as a terminal shows them, the remedy on a line of its own."""
        return f"{self.message}\n→ {self.remedy}" if self.remedy else self.message
