"""Weights in memory -> the files of a sentence-transformers folder; does not know where it lies or when it is whole."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.embedding.weights import Floats, Shape, Vocabulary, Weights
from ingest.progress import Progress

PROMPTS = {"query": "query: ", "passage": "passage: "}
MODEL_FILE = "model.safetensors"
GRAPH_FILE = "model.onnx"
PLACES = {  # short names of the weight file -> names of transformers' BertModel
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_files(weights: Weights, folder: Path, progress: Progress) -> None:
    """Write every file of the model into `folder`, which exists and is empty.

    `progress` is called with (done, total, label) after each tensor, and after each file.
    """
    from safetensors.numpy import save_file

    names = list(tensor_names(weights.shape))
    total = len(names) + 2
    tensors: dict[str, Floats] = {}
    for done, (short, name, shape) in enumerate(names, start=1):
        tensors[name] = weights.tensor(short).reshape(shape)
        progress(done, total, "Pakker ut språkmodellen")
    save_file(tensors, folder / MODEL_FILE, metadata={"format": "pt"})
    progress(total - 1, total, "Skriver språkmodellen")
    build_tokenizer(weights.vocabulary, weights.shape.positions).save(str(folder / "tokenizer.json"))
    for path, content in settings_files(weights):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    progress(total, total, "Skriver språkmodellen")


def tensor_names(shape: Shape) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Give (name in the weight file, name in BertModel, shape) of every tensor."""
    hidden, ffn = shape.hidden, shape.ffn
    for short, name, rows in (
        ("word", "word_embeddings", shape.vocabulary),
        ("pos", "position_embeddings", shape.positions),
        ("type", "token_type_embeddings", shape.types),
    ):
        yield f"emb.{short}", f"embeddings.{name}.weight", (rows, hidden)
    for end, word in (("w", "weight"), ("b", "bias")):
        yield f"emb.ln.{end}", f"embeddings.LayerNorm.{word}", (hidden,)
    outward = {"aln": (hidden,), "oln": (hidden,), "fi": (ffn, hidden), "fo": (hidden, ffn)}
    for layer in range(shape.layers):
        for short, place in PLACES.items():
            size = outward.get(short, (hidden, hidden))
            yield f"l{layer}.{short}.w", f"encoder.layer.{layer}.{place}.weight", size
            yield f"l{layer}.{short}.b", f"encoder.layer.{layer}.{place}.bias", size[:1]


def build_tokenizer(vocabulary: Vocabulary, positions: int) -> Any:
    """Build the `tokenizers.Tokenizer`.

    The file's map of code points is `Nmt` and `NFKC` (a test holds them together); the two also compose letters
    that come decomposed, which a map of single code points cannot.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    pieces = vocabulary.pieces
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, vocabulary.scores, strict=True)), unk_id=vocabulary.unk))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = pieces[vocabulary.bos], pieces[vocabulary.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    special = (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk)
    tokenizer.add_special_tokens([AddedToken(pieces[index], normalized=False) for index in special])
    tokenizer.enable_truncation(positions)
    tokenizer.enable_padding(pad_id=vocabulary.pad, pad_token=pieces[vocabulary.pad])
    return tokenizer


def settings_files(weights: Weights) -> Iterator[tuple[str, Any]]:
    """Give (path in the folder, JSON content) of everything that is neither tensors nor tokenizer."""
    shape, vocabulary = weights.shape, weights.vocabulary
    yield (
        "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.ffn,
            "hidden_act": "gelu",
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": float(f"{shape.epsilon:.6g}"),
            "pad_token_id": vocabulary.pad,
            "dtype": "float32",
        },
    )
    yield (
        "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "model_input_names": ["input_ids", "attention_mask"],
            "bos_token": vocabulary.pieces[vocabulary.bos],
            "cls_token": vocabulary.pieces[vocabulary.bos],
            "eos_token": vocabulary.pieces[vocabulary.eos],
            "sep_token": vocabulary.pieces[vocabulary.eos],
            "pad_token": vocabulary.pieces[vocabulary.pad],
            "unk_token": vocabulary.pieces[vocabulary.unk],
        },
    )
    yield (
        "sentence_bert_config.json",
        {"max_seq_length": shape.positions, "do_lower_case": False, "model_args": {"add_pooling_layer": False}},
    )
    yield "1_Pooling/config.json", {"embedding_dimension": shape.hidden, "pooling_mode": "mean"}
    yield (
        "config_sentence_transformers.json",
        {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )
    modules = "sentence_transformers.models"
    yield (
        "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": f"{modules}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{modules}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{modules}.Normalize"},
        ],
    )
    yield "2_Normalize/config.json", {}
