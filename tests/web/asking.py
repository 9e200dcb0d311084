"""Plain requests to a reading room, with any header, and nothing followed."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


def ask(
    address: str, path: str = "/", method: str = "GET", body: dict[str, str] | None = None, **headers: str
) -> Answer:
    """One request; underscores in the names of headers stand for hyphens."""
    place = urlsplit(address)
    line = http.client.HTTPConnection(place.hostname or "", place.port or 80, timeout=60)
    try:
        line.putrequest(method, path, skip_host="host" in headers)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        sent = urlencode(body).encode() if body is not None else b""
        if body is not None:
            line.putheader("content-type", "application/x-www-form-urlencoded")
            line.putheader("content-length", str(len(sent)))
        line.endheaders(sent)
        came = line.getresponse()
        return Answer(came.status, {name.lower(): value for name, value in came.getheaders()}, came.read())
    finally:
        line.close()
