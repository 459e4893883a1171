"""LlamaIndex's judging evaluators over a function from prompt to answer; does not read what they reply."""

from typing import Any

from llama_index.core.evaluation import BaseEvaluator, FaithfulnessEvaluator, RelevancyEvaluator
from llama_index.core.evaluation.faithfulness import DEFAULT_EVAL_TEMPLATE
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata

from evals.chat_server import MAX_TOKENS
from evals.judging import FAITHFULNESS, RELEVANCY, Given, Judge


class AskedModel(CustomLLM):
    """A function from prompt to answer as LlamaIndex's LLM.

    Its metadata are LlamaIndex's own, with a context of 3900 tokens: passages that need more come in several prompts,
    where a local server with a larger promise would silently cut them.
    """

    ask: Any  # Callable[[str], str]; pydantic cannot check a function's type

    @property
    def metadata(self) -> LLMMetadata:
        """Say how much fits into a prompt."""
        return LLMMetadata(num_output=MAX_TOKENS)

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """Give the whole answer."""
        return CompletionResponse(text=self.ask(prompt))

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:
        """Give the whole answer as the only piece."""
        yield self.complete(prompt)


def llama_judges(llm: CustomLLM) -> dict[str, Judge]:
    """Give LlamaIndex's faithfulness and relevancy evaluators with their own prompts, by measure.

    Their own reading of a reply is not used: it takes any "yes" for one, also within "yesterday", and all else for no.

    Args:
        llm: what it raises comes through.
    """
    # The prompt is named because the one chosen for a model called "llama3:8b" is never filled in.
    faithfulness = FaithfulnessEvaluator(llm=llm, eval_template=DEFAULT_EVAL_TEMPLATE)
    return {FAITHFULNESS: _judge(faithfulness), RELEVANCY: _judge(RelevancyEvaluator(llm=llm))}


def _judge(evaluator: BaseEvaluator) -> Judge:
    def reply(given: Given) -> str:
        found = evaluator.evaluate(query=given.question, response=given.answer, contexts=given.contexts)
        return found.feedback or ""

    return reply
