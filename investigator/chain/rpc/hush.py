"""Keeps secrets out of what libraries log: they write whole addresses at the level of debugging."""

from __future__ import annotations

import logging
from collections.abc import Callable

_TALKERS = (
    "urllib3.connectionpool",
    "urllib3.connection",
    "urllib3.util.retry",
    "urllib3.poolmanager",
    "web3.providers.HTTPProvider",
    "web3.providers.IPCProvider",
    "web3.providers.WebSocketProvider",
    "web3.providers.PersistentConnectionProvider",
    "web3._utils.http_session_manager.HTTPSessionManager",
    "websockets.client",
    "asyncio",
)


class Hush(logging.Filter):
    """While it lasts, blots secrets out of the records of the libraries that carry the calls."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        """Begin; `clean` takes the secrets out of a text."""
        super().__init__()
        self._clean = clean
        for name in _TALKERS:
            logging.getLogger(name).addFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Blot the secrets out of a record; none is held back."""
        record.msg = self._clean(record.getMessage())
        record.args = ()
        if record.exc_info:
            record.exc_text = self._clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True

    def end(self) -> None:
        """End it."""
        for name in _TALKERS:
            logging.getLogger(name).removeFilter(self)
