"""FRONT. Who may ask, and the headers of every answer. The room is for one person at one machine.

A request whose Host is not this machine's loopback is refused (DNS rebinding); one that another site's page makes is
refused unless a person follows a link (Fetch Metadata, W3C); what changes anything needs the same origin and a token.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from ..output.pages.rendering import server_policy

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")

METHODS: Final = ("GET", "HEAD", "POST")

LARGEST: Final = 16_384
"""Bytes of a request's body: a verdict of a person is short."""

HEADERS: Final = (
    (b"content-security-policy", server_policy().encode("ascii")),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-embedder-policy", b"require-corp"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


class Guard:
    """Stands before the application."""

    def __init__(self, app: App, port: int) -> None:
        self.app = app
        self.hosts = {f"{host}:{port}" for host in HOSTS} | (set(HOSTS) if port == 80 else set())

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Refuse, or hand on and put the headers on the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        refusal = self.refusal(scope)
        if refusal:
            status, said = refusal
            await headed(
                {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]}
            )
            await headed({"type": "http.response.body", "body": said.encode("ascii")})
        else:
            await self.app(scope, receive, headed)

    def refusal(self, scope: Message) -> tuple[int, str] | None:
        """Why a request is refused, if it is."""
        headers = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]]
        hosts = [value for name, value in headers if name == "host"]
        held = dict(headers)
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return 421, "This server answers to this machine's own address only."
        if scope["method"] not in METHODS:
            return 405, "Only GET, HEAD and POST are understood."
        site, mode = held.get("sec-fetch-site", "none"), held.get("sec-fetch-mode", "navigate")
        foreign = site not in ("none", "same-origin")
        if foreign and (scope["method"] == "POST" or mode != "navigate" or held.get("sec-fetch-dest") != "document"):
            return 403, "A page of another site asks for this: it is refused."
        origin = held.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return 403, "A page of another site asks for this: it is refused."
        if scope["method"] == "POST" and "content-length" not in held:
            return 411, "The length of what is sent must be said."
        length = held.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return 400, "The length of what is sent is no number."
        if int(length[:20]) > LARGEST:
            return 413, "This is too long."
        return None
