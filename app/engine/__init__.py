"""The engine: retrieve, answer, abstain; pure Python that knows no screen."""
