"""A prepared model folder -> an ONNX graph over the folder's own safetensors file; runs nothing.

The graph is some 45 kB: every weight is a reference into `model.safetensors`. Fused operators are onnxruntime's
("com.microsoft"), because a transformer written in them is what onnxruntime runs fastest.
"""

import json
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import onnx
from onnx import TensorProto, helper

from ingest.embedding.layout import GRAPH_FILE, MODEL_FILE

FUSED = "com.microsoft"


@dataclass(slots=True)
class Builder:
    """Nodes and weights as they are added; each adder gives the name of what it added."""

    places: dict[str, tuple[list[int], int, int]]
    epsilon: float
    nodes: list[Any] = field(default_factory=list)
    weights: dict[str, Any] = field(default_factory=dict)

    def weight(self, name: str) -> str:
        """Refer to a tensor of the safetensors file."""
        shape, offset, size = self.places[name]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
        for key, value in (("location", MODEL_FILE), ("offset", offset), ("length", size)):
            tensor.external_data.add(key=key, value=str(value))
        self.weights[name] = tensor
        return name

    def numbers(self, name: str, values: list[int]) -> str:
        """Add a small constant."""
        self.weights[name] = helper.make_tensor(name, TensorProto.INT64, [len(values)], values)
        return name

    def node(self, operator: str, inputs: list[str], domain: str = "", **attributes: Any) -> str:
        """Add an operator with one output."""
        output = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def linear(self, x: str, name: str, bias: bool) -> str:
        """Multiply rows by a weight matrix, (n, in) -> (n, out)."""
        inputs = [x, self.weight(f"{name}.weight"), *([self.weight(f"{name}.bias")] if bias else [])]
        return self.node("Gemm", inputs, transB=1)

    def add_and_norm(self, x: str, skip: str, name: str) -> str:
        """Normalise x + skip + the bias of `name`.dense."""
        inputs = [
            x,
            skip,
            *(self.weight(f"{name}.{end}") for end in ("LayerNorm.weight", "LayerNorm.bias", "dense.bias")),
        ]
        return self.node("SkipLayerNormalization", inputs, FUSED, epsilon=self.epsilon)


def write_graph(folder: Path) -> None:
    """Write `GRAPH_FILE` beside the folder's BERT weights; gives token vectors (batch, tokens, hidden)."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    hidden = config["hidden_size"]
    b = Builder(_places(folder / MODEL_FILE), config["layer_norm_eps"])
    shape = b.node("Shape", ["input_ids"])
    x = _embed(b, hidden)
    batched = b.node("Concat", [shape, b.numbers("hidden", [hidden])], axis=0)
    mask = b.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    for layer in range(config["num_hidden_layers"]):
        name = f"encoder.layer.{layer}"
        parts = [b.linear(x, f"{name}.attention.self.{part}", bias=True) for part in ("query", "key", "value")]
        parts = [b.node("Reshape", [part, batched]) for part in parts]
        attended = b.node("MultiHeadAttention", [*parts, "", mask], FUSED, num_heads=config["num_attention_heads"])
        flat = b.node("Reshape", [attended, "rows"])
        x = b.add_and_norm(b.linear(flat, f"{name}.attention.output.dense", bias=False), x, f"{name}.attention.output")
        inner = b.linear(x, f"{name}.intermediate.dense", bias=False)
        inner = b.node("BiasGelu", [inner, b.weight(f"{name}.intermediate.dense.bias")], FUSED)
        x = b.add_and_norm(b.linear(inner, f"{name}.output.dense", bias=False), x, f"{name}.output")
    b.nodes.append(helper.make_node("Reshape", [x, batched], ["token_embeddings"]))
    (folder / GRAPH_FILE).write_bytes(_model(b, hidden).SerializeToString())


def _embed(b: Builder, hidden: int) -> str:
    names = {part: b.weight(f"embeddings.{part}_embeddings.weight") for part in ("word", "position", "token_type")}
    zero, one = b.numbers("zero", [0]), b.numbers("one", [1])
    length = b.node("Shape", ["input_ids"], start=1)
    b.numbers("rows", [-1, hidden])
    places = b.node("Slice", [names["position"], zero, length, zero])
    kind = b.node("Slice", [names["token_type"], zero, one, zero])
    x = b.node("Add", [b.node("Gather", [names["word"], "input_ids"]), b.node("Add", [places, kind])])
    norm = [b.weight(f"embeddings.LayerNorm.{end}") for end in ("weight", "bias")]
    x = b.node("LayerNormalization", [x, *norm], axis=-1, epsilon=b.epsilon)
    return b.node("Reshape", [x, "rows"])


def _model(b: Builder, hidden: int) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("token_embeddings", TensorProto.FLOAT, ["batch", "tokens", hidden])
    graph = helper.make_graph(b.nodes, "bert", inputs, [output], list(b.weights.values()))
    return helper.make_model(
        graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    )


def _places(path: Path) -> dict[str, tuple[list[int], int, int]]:
    """Give (shape, offset in the file, bytes) of each tensor of a safetensors file."""
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        head = json.loads(file.read(length))
    head.pop("__metadata__", None)
    return {
        name: (
            entry["shape"],
            8 + length + entry["data_offsets"][0],
            entry["data_offsets"][1] - entry["data_offsets"][0],
        )
        for name, entry in head.items()
    }
