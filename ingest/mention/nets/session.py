"""How every network is run: on one thread, in the same order, without a copy of the weights on disk."""

from __future__ import annotations

from typing import Any

import onnxruntime


def session(model: bytes) -> Any:
    """An onnxruntime session over a serialised model; one thread, deterministic, no memory held back between calls."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
