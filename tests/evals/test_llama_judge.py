"""LlamaIndex's evaluators over a scripted model: what they ask it, and whose reading of a reply counts."""

from typing import Any

import pytest
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata
from llama_index.core.utils import get_tokenizer
from pydantic import Field

from evals.judging import Given, JudgeError, judge_all
from evals.llama_judge import AskedModel, llama_judges
from ingest.offline import forbid_network

GIVEN = Given("c", "Hvem styrer {her}?", "Mannskapet styrer {selv}.", ("Mannskapet styrer.", "Fergene {går}."))


class Scripted(CustomLLM):
    """Replies NO to every prompt about the moon, and `word` to others; remembers the prompts."""

    word: str = "YES"
    name: str = "manus"
    prompts: list[str] = Field(default_factory=list)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name=self.name)

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        self.prompts.append(prompt)
        return CompletionResponse(text="NO: not the moon" if "månen" in prompt else self.word)

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:
        yield self.complete(prompt)


def silent(done: int, total: int, label: str) -> None:
    pass


def test_faithfulness_asks_about_answer_and_passages_and_relevancy_about_the_question_too() -> None:
    llm = Scripted()
    with forbid_network() as attempts:
        assert {name: judge(GIVEN) for name, judge in llama_judges(llm).items()} == {
            "faithfulness": "YES",
            "relevancy": "YES",
        }
    faithfulness, relevancy = llm.prompts
    told = "Context: Mannskapet styrer.\n\nFergene {går}.\nAnswer: "
    assert faithfulness.endswith(f"Information: Mannskapet styrer {{selv}}.\n{told}")
    assert GIVEN.question not in faithfulness
    assert "Question: Hvem styrer {her}?\nResponse: Mannskapet styrer {selv}.\n" in relevancy
    assert relevancy.endswith("Context: \n Mannskapet styrer.\n\nFergene {går}.\nAnswer: ")
    assert attempts.seen == []


def test_the_verdict_is_what_the_reply_begins_with() -> None:
    llm = Scripted(word="NO, yesterday it did")  # LlamaIndex itself takes this for a yes
    judged = judge_all([GIVEN], llama_judges(llm), silent)
    assert [opinion.holds for opinion in judged.verdicts[0].opinions.values()] == [False, False]
    assert judged.verdicts[0].opinions["faithfulness"].words == "NO, yesterday it did"
    assert judge_all([GIVEN], llama_judges(Scripted(word="Hm")), silent).figures() == {}


def test_an_answer_about_the_moon_is_unfaithful() -> None:
    judged = judge_all([GIVEN, Given("m", "Hva?", "Det er månen.", ("Ost.",))], llama_judges(Scripted()), silent)
    assert judged.figures()["faithfulness"].mean == 1 / 2
    assert judged.verdicts[1].opinions["faithfulness"].words == "NO: not the moon"


def test_a_model_called_llama3_gets_a_filled_prompt() -> None:
    llm = Scripted(name="llama3:8b")
    llama_judges(llm)["faithfulness"](GIVEN)
    assert GIVEN.answer in llm.prompts[0]


def test_many_passages_come_in_prompts_that_a_small_context_holds() -> None:
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return "YES"

    passages = tuple(f"Avsnitt {n}: " + "tillit i førstelinja " * 80 for n in range(10))
    llama_judges(AskedModel(ask=ask))["relevancy"](Given("c", "Hva?", "Det.", passages))
    assert len(prompts) > 1
    assert all(any(f"Avsnitt {n}:" in prompt for prompt in prompts) for n in range(10))
    assert all(len(get_tokenizer()(prompt)) + 1024 <= 3900 for prompt in prompts)


def test_a_models_error_comes_through() -> None:
    def ask(prompt: str) -> str:
        raise JudgeError("For sent.")

    with pytest.raises(JudgeError, match="For sent"):
        llama_judges(AskedModel(ask=ask))["faithfulness"](GIVEN)
