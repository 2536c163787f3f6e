"""As much of the ONNX file format as one BiLSTM tagger needs, written by hand: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto

onnxruntime runs the network three times faster than NumPy, and reads the model from memory; the ``onnx`` package, which would
write it, is a dependency of 17 MB for these few fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ontology.errors import DataError

_FLOAT, _INT32, _INT64 = 1, 6, 7
_ATTRIBUTE_INT, _ATTRIBUTE_STRING, _ATTRIBUTE_INTS = 2, 3, 7


def _varint(value: int) -> bytes:
    out = bytearray()
    while True:
        byte, value = value & 0x7F, value >> 7
        out.append(byte | (0x80 if value else 0))
        if not value:
            return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value & 0xFFFFFFFFFFFFFFFF)


def _bytes(field: int, value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(raw)) + raw


def tensor(name: str, value: NDArray[np.float32] | NDArray[np.int64]) -> bytes:
    """A TensorProto: a constant of the graph."""
    kind = _INT64 if value.dtype == np.int64 else _FLOAT
    raw = np.ascontiguousarray(value, dtype="<i8" if kind == _INT64 else "<f4").tobytes()
    return b"".join(_number(1, size) for size in value.shape) + _number(2, kind) + _bytes(8, name) + _bytes(9, raw)


def node(operator: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: int | str | Sequence[int]) -> bytes:
    """A NodeProto; attributes are integers, strings or lists of integers."""
    out = b"".join(_bytes(1, name) for name in inputs) + b"".join(_bytes(2, name) for name in outputs) + _bytes(4, operator)
    for name, value in attributes.items():
        if isinstance(value, int):
            body = _number(3, value) + _number(20, _ATTRIBUTE_INT)
        elif isinstance(value, str):
            body = _bytes(4, value) + _number(20, _ATTRIBUTE_STRING)
        else:
            body = b"".join(_number(8, item) for item in value) + _number(20, _ATTRIBUTE_INTS)
        out += _bytes(5, _bytes(1, name) + body)
    return out


def _value(name: str, kind: int, shape: Sequence[str | int]) -> bytes:
    sizes = b"".join(_bytes(1, _number(1, size) if isinstance(size, int) else _bytes(2, size)) for size in shape)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, sizes)))


def model(nodes: Iterable[bytes], constants: Iterable[bytes], outputs: Mapping[str, int]) -> bytes:
    """A ModelProto (opset 14): int64 ``ids`` (batch, length), int32 ``lengths`` (batch) -> each of ``outputs`` as float32
    (batch, length, its width)."""
    graph = b"".join(_bytes(1, item) for item in nodes) + _bytes(2, "tagger") + b"".join(_bytes(5, item) for item in constants)
    graph += _bytes(11, _value("ids", _INT64, ["batch", "length"])) + _bytes(11, _value("lengths", _INT32, ["batch"]))
    graph += b"".join(_bytes(12, _value(name, _FLOAT, ["batch", "length", width])) for name, width in outputs.items())
    return _number(1, 7) + _bytes(7, graph) + _bytes(8, _bytes(1, "") + _number(2, 14))


def constants(raw: bytes) -> dict[str, NDArray[np.float32]]:
    """The float32 constants of a serialised ModelProto, by name. Raises DataError for what is no ONNX model."""
    found: dict[str, NDArray[np.float32]] = {}
    try:
        for graph in (value for field, value in _fields(raw) if field == 7):
            for item in (value for field, value in _fields(graph) if field == 5):
                parts = _fields(item)
                shape = [value for field, value in parts if field == 1]
                values = dict(parts)
                if values[2] == _FLOAT:
                    found[values[8].decode()] = np.frombuffer(values[9], dtype="<f4").reshape(shape)
    except (IndexError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise DataError(f"no ONNX model: {error}", where="ONNX", remedy="reinstall with `make setup`") from error
    return found


def _fields(raw: Any) -> list[tuple[int, Any]]:
    """(field number, integer or bytes) of a protobuf message."""
    view = memoryview(raw)
    found: list[tuple[int, Any]] = []
    place = 0
    while place < len(view):
        key, place = _read(view, place)
        number, place = _read(view, place)
        if key & 7 == 2:
            found.append((key >> 3, view[place : place + number].tobytes()))
            place += number
        elif key & 7 == 0:
            found.append((key >> 3, number))
        else:
            raise ValueError(f"wire type {key & 7}")
    return found


def _read(view: memoryview, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = view[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place
