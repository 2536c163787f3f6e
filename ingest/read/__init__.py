"""Files to articles: posts, pages, plain text, JSONL, folders of them, stdin.

Belongs here: one module a format, encodings, and what is text and what stands around it. `clean` says what the stored
text's normal form is. Does not: what the text means.
"""

from .draft import Note
from .folder import Unreadable, read_path, read_stream
from .limits import Limits
from .one import read_bytes, read_text

__all__ = ["Limits", "Note", "Unreadable", "read_bytes", "read_path", "read_stream", "read_text"]
