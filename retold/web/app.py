"""FRONT. The addresses of the reading room. Every page has a twin in JSON and an address that stays.

/                          the store: families, sorted, filtered and searched by the query
/family/ID                 one family; ``?show=&view=&kinds=&gravity=&sure=&telling=&search=``
/family/ID.json .csv .html the same rows; the list of changes; one file that needs no server
/pair/ONE/OTHER            two reports that were kept apart, by their keys
/apart   /quarantine       look-alikes that were not joined; what could not be read
/find?id=NAME              to the family of a report
/labels (POST)             a verdict of a person        /labels.jsonl   all of them
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from .. import desk
from ..errors import RetoldError, UsageError
from ..glossary import COPIES, Change, Kinship, Quarantined
from ..output import account, exporting, listing, shelving
from ..output.pages import choice as choices
from ..output.pages import family as pages
from ..output.pages import rendering, shelf
from .drawing import Easel, warm
from .labels import Labels
from .snapshots import Kept, Snapshot, Snapshots

KEPT: Final = 256
"""Pages kept as they were sent."""

FOREVER: Final = {"cache-control": "public, max-age=31536000, immutable"}
FRESH: Final = {"cache-control": "no-cache"}

TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as far as an answer depends on it."""

    path: str
    form: str
    query: str
    values: dict[str, str]
    kinds: tuple[str, ...]

    @property
    def choice(self) -> choices.Choice:
        """What is asked to be seen of a family."""
        return choices.parse(self.values, self.kinds)


class Room:
    """The reading room of one store."""

    def __init__(self, path: Path) -> None:
        self.snapshots = Snapshots(path)
        self.labels = Labels(path)
        self.easel = Easel()
        self.token = secrets.token_urlsafe(24)
        self.sent = Kept(KEPT)
        self.gathered = Kept(12)

    # --- what the pages show ---

    def place(self, snapshot: Snapshot, path: str) -> rendering.Place:
        """Where a page stands."""
        return rendering.Place(
            True, path, self.snapshots.path.name, snapshot.digest, datetime.now(UTC).date().isoformat(), self.token
        )

    def store(self, snapshot: Snapshot, asked: Asked) -> str:
        """The list of families."""
        rows = self.gathered.get(("families", snapshot.key), lambda: shelving.families(snapshot.store))
        rows = [self._counted(snapshot, row) for row in rows]
        wanted = shelf.asked(asked.values)
        totals = self.gathered.get(("totals", snapshot.key), lambda: desk.totals(snapshot.store))
        notes = (
            ("This store is unfinished: reports stand in it whose families are not made yet.",)
            if totals.pending
            else ()
        )
        counts = (len(self.apart_rows(snapshot)), snapshot.store.count(Quarantined))
        name = self.snapshots.path.name
        page = shelf.store_page(name, account.headline(totals), rows, wanted, counts, notes)
        if asked.form == "html":
            return rendering.store(page, self.place(snapshot, "/"))
        return _table(asked.form, page.families, shelf.Shelved)

    def _counted(self, snapshot: Snapshot, row: shelf.Shelved) -> shelf.Shelved:
        """A family's line with the changes counted, where it was drawn since."""
        key = (snapshot.digest, row.family)
        if row.changes is not None or key not in self.easel.drawn:
            return row
        changes, high = self.easel.found.get(
            ("count", *key), lambda: shelving.count(self.easel.whole(snapshot, row.family))
        )
        return replace(row, changes=changes, high=high)

    def apart_rows(self, snapshot: Snapshot) -> list[shelf.Apart]:
        """The pairs that were kept apart."""
        return self.gathered.get(("apart", snapshot.key), lambda: shelving.apart(snapshot.store))

    def apart(self, snapshot: Snapshot, asked: Asked) -> str:
        """The look-alikes."""
        page = shelf.apart_page(self.apart_rows(snapshot), shelf.asked(asked.values), asked.values.get("verdict", ""))
        page = replace(page, rows=tuple(shelving.closely(snapshot.store, page.rows)))
        if asked.form == "html":
            return rendering.apart(page, self.place(snapshot, "/apart"))
        return _table(asked.form, page.rows, shelf.Apart)

    def quarantine(self, snapshot: Snapshot, asked: Asked) -> str:
        """What could not be read."""
        rows = self.gathered.get(("quarantine", snapshot.key), lambda: snapshot.store.rows(Quarantined))
        page = shelf.quarantine_page(rows, shelf.asked(asked.values))
        if asked.form == "html":
            return rendering.quarantine(page, self.place(snapshot, "/quarantine"))
        return _table(asked.form, page.rows, Quarantined)

    def family(self, snapshot: Snapshot, name: str, asked: Asked) -> str:
        """One family as it was asked for."""
        if self.easel.wanted(snapshot, name, bool(asked.values.get("draw"))):
            self.easel.begin(snapshot, name)
        draft = self.easel.draft(snapshot, name, asked.choice)
        return self.answer(snapshot, replace(draft, said=self.labels.said()), asked)

    def pair(self, snapshot: Snapshot, one: str, other: str, asked: Asked) -> str:
        """Two reports that were kept apart."""
        draft = self.easel.apart(snapshot, one, other)
        return self.answer(snapshot, replace(draft, said=self.labels.said()), asked)

    def answer(self, snapshot: Snapshot, draft: pages.Draft, asked: Asked) -> str:
        """A draft in the form asked for."""
        if asked.form == "html" and asked.path.endswith(".html"):
            place = replace(self.place(snapshot, ""), live=False, token="")
            return exporting.family_file(draft, asked.choice, place)
        if asked.form in ("json", "csv"):
            return exporting.FORMS[asked.form].family(draft, asked.choice)
        return rendering.family(pages.page(draft, asked.choice), self.place(snapshot, asked.path))

    def heat(self, snapshot: Snapshot, name: str, asked: Asked) -> str:
        """Heat lines of some tellings."""
        starts = [start for start in asked.values.get("of", "").split(",")[:8] if start]
        strips = self.easel.strips(snapshot, name, starts)
        return json.dumps({start: asdict(strip) for start, strip in strips.items()}, ensure_ascii=False)

    # --- what people say ---

    def label(self, form: dict[str, str]) -> None:
        """Keep a verdict. Raises `UsageError` for one about nothing that stands here."""
        about, _, say = form.get("say", "").partition(" ")
        snapshot = self.snapshots.now()
        family = form.get("family", "")
        found = self._pair(snapshot, about) if "+" in about else self._change(snapshot, family, about)
        self.labels.add(about, say, family, snapshot.digest, found)

    def _pair(self, snapshot: Snapshot, about: str) -> dict[str, object]:
        one, _, other = about.partition("+")
        rows = snapshot.store.rows(Kinship, "one = ? AND other = ?", sorted((one, other)))
        if not rows:
            raise UsageError("no judgement on such a pair stands in this store")
        row = rows[0]
        return {
            "one": row.one,
            "other": row.other,
            "verdict": row.verdict,
            "relation": row.relation,
            "confidence": row.confidence,
            "copy": row.verdict in COPIES,
        }

    def _change(self, snapshot: Snapshot, family: str, about: str) -> dict[str, object]:
        for row in self._known(snapshot, family):
            if row.change == about:
                kept = asdict(row)
                return {name: value for name, value in kept.items() if name not in ("why", "one_text", "other_text")}
        raise UsageError("no such change stands in this family")

    def _known(self, snapshot: Snapshot, family: str) -> list[Change]:
        """The changes of a family that somebody can have seen: of all of it, or of the pairs that were looked at."""
        name = self.easel.name(snapshot, family)
        if self.easel.small(snapshot, name) or (snapshot.digest, name) in self.easel.drawn:
            return list(self.easel.whole(snapshot, name).changes)
        keys = {row.report for row in self.easel.members(snapshot, name)}
        return [
            row for laid in self.easel.pairs.values() if isinstance(laid, tuple) for row in laid[1] if row.one in keys
        ]


def _table(form: str, rows: Any, noun: type) -> str:
    return listing.render(rows, noun, form)


def application(path: Path) -> Starlette:
    """The addresses over the store at a path. Raises `NoStore`."""
    room = Room(path)
    desks = Desk(room)
    return Starlette(
        routes=[
            Route("/", desks.store),
            Route("/index.{form}", desks.store),
            Route("/apart", desks.apart),
            Route("/apart.{form}", desks.apart),
            Route("/quarantine", desks.quarantine),
            Route("/quarantine.{form}", desks.quarantine),
            Route("/family/{name}/heat.json", desks.heat),
            Route("/family/{name}", desks.family),
            Route("/pair/{one}/{other}", desks.pair),
            Route("/find", desks.find),
            Route("/labels", desks.label, methods=["POST"]),
            Route("/labels.jsonl", desks.labels),
            Route("/{digest}/{name}", desks.asset),
        ],
        exception_handlers={404: desks.missing, 405: desks.missing},
        lifespan=desks.lifespan,
    )


class Desk:
    """Where requests become answers: which form, from which snapshot, kept or made."""

    def __init__(self, room: Room) -> None:
        self.room = room

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Load what the first page needs while nobody waits; let go of what is being drawn when the server ends."""
        warming = asyncio.get_running_loop().run_in_executor(None, warm)
        yield
        self.room.easel.close()
        await warming

    async def store(self, request: Request) -> Response:
        """The store page."""
        return await self._answer(request, ("html", "json", "csv"), self.room.store)

    async def apart(self, request: Request) -> Response:
        """The look-alikes kept apart."""
        return await self._answer(request, ("html", "json", "csv"), self.room.apart)

    async def quarantine(self, request: Request) -> Response:
        """The refused inputs."""
        return await self._answer(request, ("html", "json", "csv"), self.room.quarantine)

    async def family(self, request: Request) -> Response:
        """A family, or the way to it where it has another name now."""
        name, form = _ending(request.path_params["name"])

        def make(snapshot: Snapshot, asked: Asked) -> str | Response:
            found = self.room.easel.name(snapshot, name)
            if found != name:
                return RedirectResponse(f"/family/{found}{form}{'?' if asked.query else ''}{asked.query}", 307)
            return self.room.family(snapshot, name, asked)

        return await self._answer(request, ("html", "json", "csv"), make)

    async def pair(self, request: Request) -> Response:
        """Two reports side by side."""
        one, (other, _) = request.path_params["one"], _ending(request.path_params["other"])
        return await self._answer(
            request, ("html", "json", "csv"), lambda snapshot, asked: self.room.pair(snapshot, one, other, asked)
        )

    async def heat(self, request: Request) -> Response:
        """Heat lines for the page of a large family."""
        name = request.path_params["name"]
        return await self._answer(request, ("json",), lambda snapshot, asked: self.room.heat(snapshot, name, asked))

    async def find(self, request: Request) -> Response:
        """From the id of a report to its family."""

        def make(snapshot: Snapshot, asked: Asked) -> Response:
            return RedirectResponse(f"/family/{self.room.easel.name(snapshot, asked.values.get('id', ''))}", 307)

        return await self._answer(request, ("html",), make)

    async def labels(self, _: Request) -> Response:
        """Everything that people have said, as it is kept."""
        text = await run_in_threadpool(self.room.labels.text)
        return Response(text, headers={**FRESH, "content-disposition": 'attachment; filename="labels.jsonl"'})

    async def label(self, request: Request) -> Response:
        """Keep a verdict of a person: from this origin, with the token of this run."""
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
        if not secrets.compare_digest(form.get("token", "").encode(), self.room.token.encode()):
            return self._said(request, 403, "Not kept", "The page is older than this server: open it again.")
        try:
            await run_in_threadpool(self.room.label, form)
        except RetoldError as error:
            return self._said(request, 400 if isinstance(error, UsageError) else 503, "Not kept", str(error))
        if "application/json" in request.headers.get("accept", ""):
            return Response('{"kept": true}', media_type=TYPES["json"], headers=FRESH)
        back = form.get("back", "/")
        safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
        return RedirectResponse(back if safe else "/", 303)

    async def asset(self, request: Request) -> Response:
        """The style and the script, under names that change with them; nothing else is a file here."""
        kinds = {rendering.STYLE: "text/css", rendering.SCRIPT: "text/javascript"}
        for name, kind in kinds.items():
            if request.url.path == rendering.named(name):
                return Response(rendering.asset(name), media_type=f"{kind}; charset=utf-8", headers=FOREVER)
        return await self.missing(request, None)

    async def missing(self, request: Request, _: Exception | None) -> Response:
        """Nothing stands at such an address."""
        return self._said(request, 404, "Not here", "Nothing stands at this address. The store is one step up.")

    async def _answer(
        self, request: Request, forms: tuple[str, ...], make: Callable[[Snapshot, Asked], str | Response]
    ) -> Response:
        """An answer from one snapshot, kept for the next who asks the same."""
        asked = _asked(request)
        if asked.form not in forms:
            return await self.missing(request, None)
        try:
            return await run_in_threadpool(self.room.snapshots.read, lambda snapshot: self._kept(snapshot, asked, make))
        except UsageError as error:
            return self._said(request, 404, "Not here", str(error))
        except RetoldError as error:
            return self._said(request, 503, "This cannot be shown", str(error))

    def _kept(self, snapshot: Snapshot, asked: Asked, make: Callable[[Snapshot, Asked], str | Response]) -> Response:
        room = self.room
        today = datetime.now(UTC).date()
        key = (snapshot.key, room.labels.stamp(), room.easel.state(), today, asked.path, asked.query)

        def made() -> bytes | Response:
            found = make(snapshot, asked)
            return found if isinstance(found, Response) else sent(found)

        answer = made() if "draw" in asked.values else room.sent.get(key, made)
        if isinstance(answer, Response):
            return answer
        headers = dict(FRESH)
        if asked.path.endswith((".csv", ".html")):
            name = asked.path.rpartition("/")[2]
            headers["content-disposition"] = f'attachment; filename="{name}"'
        return Response(answer, media_type=TYPES[asked.form], headers=headers)

    def _said(self, request: Request, status: int, title: str, said: str) -> Response:
        """A page, or an object, that only says something."""
        if request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", ""):
            return Response(sent(json.dumps({"error": said})), status, media_type=TYPES["json"], headers=FRESH)
        text = rendering.message(title, said, self.room.place(self.room.snapshots.now(), ""))
        return Response(sent(text), status, media_type=TYPES["html"], headers=FRESH)


def sent(text: str) -> bytes:
    """Text as bytes. A lone surrogate, which UTF-8 has not, is written as its escape (which JSON reads back)."""
    return text.encode("utf-8", "backslashreplace")


def _ending(name: str) -> tuple[str, str]:
    """A name without the ending of a form, and the ending."""
    for form in TYPES:
        if name.endswith(f".{form}"):
            return name[: -len(form) - 1], f".{form}"
    return name, ""


def _asked(request: Request) -> Asked:
    path = request.url.path
    ending = _ending(path)[1]
    form = ending[1:] or request.path_params.get("form") or "html"
    return Asked(
        path,
        form,
        request.url.query,
        {name: value for name, value in request.query_params.items() if name != "kinds"},
        tuple(request.query_params.getlist("kinds")),
    )
