"""One call to an OpenAI-compatible endpoint, cached by content, with its tokens and its cost counted.

https://platform.openai.com/docs/api-reference/chat: llama.cpp, vLLM, Ollama and the hosted services speak it.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from zhaoshang.ontology.errors import StoreError

from .settings import LlmSettings

TRIES = 3
PAUSE = 1.0
"""Seconds before the second try; twice as long before the third."""


class Usage(BaseModel):
    """Tokens of the question and of the answer."""

    model_config = ConfigDict(extra="ignore")
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")
    content: str | None = ""


class _Choice(BaseModel):
    model_config = ConfigDict(extra="ignore")
    message: _Message


class Answer(BaseModel):
    """What an endpoint answers, as much of it as is used."""

    model_config = ConfigDict(extra="ignore")
    choices: list[_Choice] = Field(min_length=1)
    usage: Usage = Usage()

    @property
    def text(self) -> str:
        """The model's words."""
        return self.choices[0].message.content or ""


@dataclass(slots=True)
class Spent:
    """Calls made, answers taken from the cache, tokens of the calls, and what they cost by the settings' prices."""

    calls: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0

    def __str__(self) -> str:
        asked = f"{self.calls} calls, {self.cached} answers from the cache"
        return f"language model: {asked}; {self.tokens_in} tokens in, {self.tokens_out} out; cost {self.cost:.4f}"


class Client:
    """Asks and remembers. Not shared between processes; the cache is."""

    def __init__(self, settings: LlmSettings) -> None:
        self.settings = settings
        self.spent = Spent()

    def ask(self, system: str, question: str, schema: dict[str, Any]) -> str:
        """The model's answer; from the cache where model, question and schema are the same. Raises StoreError where none is to be had."""
        form = {"type": "json_schema", "json_schema": {"name": "records", "strict": False, "schema": schema}}
        messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
        body = {"model": self.settings.model, "messages": messages, "temperature": 0, "response_format": form}
        body["max_tokens"] = self.settings.tokens
        whole = json.dumps(body, ensure_ascii=False, sort_keys=True)
        file = self.settings.cache / f"{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()}.json"
        if file.exists() and (known := _answer(file.read_text("utf-8"))):
            self.spent.cached += 1
            return known.text
        raw = self._post(whole)
        answer = _answer(raw)
        if answer is None:
            raise StoreError(
                "the endpoint answered something else than a chat completion", where=self.settings.url, remedy="check the address"
            )
        self._count(answer.usage)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{time.monotonic_ns()}.part")
        part.write_text(raw, "utf-8")
        part.replace(file)
        return answer.text

    def _count(self, usage: Usage) -> None:
        self.spent.calls += 1
        self.spent.tokens_in += usage.prompt_tokens
        self.spent.tokens_out += usage.completion_tokens
        self.spent.cost += (usage.prompt_tokens * self.settings.price_in + usage.completion_tokens * self.settings.price_out) / 1e6

    def _post(self, body: str) -> str:
        """The body of a good answer; tried again where the endpoint is busy or cannot be reached."""
        import httpx

        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.settings.key}"} if self.settings.key else {})}
        address, why = f"{self.settings.url}/chat/completions", ""
        for turn in range(TRIES):
            if turn:
                time.sleep(PAUSE * turn)
            try:
                found = httpx.post(address, content=body.encode("utf-8", "replace"), headers=headers, timeout=self.settings.seconds)
            except httpx.ReadTimeout:
                why = f"no answer in {self.settings.seconds:g} s"
                break  # a slow model is no quicker when asked again, and may still be busy with the first question
            except httpx.HTTPError as error:
                why = f"{type(error).__name__}: {error}"
                continue
            if found.status_code == 200:
                return found.text
            why = f"HTTP {found.status_code}: {found.text[:200]}"
            if found.status_code not in (408, 409, 429) and found.status_code < 500:
                break
        raise StoreError(f"the language model did not answer: {why}", where=address, remedy="see that it runs, or leave --llm out")


def _answer(text: str) -> Answer | None:
    try:
        return Answer.model_validate_json(text)
    except ValidationError:
        return None
