"""The routes of the server: the possible requests and their responses."""

import asyncio
import hashlib
import json
import uuid
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from rural_abm import InputError, __version__, is_warm, prepare_process, read_scenario_text, resolve, scenario_text
from rural_abm.demo import people, streams, summary
from rural_abm.demo.catalogue import start
from rural_abm.demo.desk import BusyError
from rural_abm.demo.guard import Guard, guest_of
from rural_abm.demo.query import note_of, query_of, read_query, scenarios_of, world_of
from rural_abm.demo.refusals import TOO_LARGE, headers_of, refusal, refusal_of
from rural_abm.demo.regions import PageRegions
from rural_abm.demo.settings import LANGUAGES, fixed_seed, limit, static_folder
from rural_abm.demo.share import LOCAL_HOSTS, code_svg
from rural_abm.demo.standard import state

NOT_FOUND, NOT_CHANGED, LEAST_TO_PACK = 404, 304, 1000
STREAM_HEADERS = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}


def make_app(desk, *, regions=None, hosts=LOCAL_HOSTS, token=None, links=()):
    """Build the Starlette application around a Desk.

    `regions`: PageRegions (default: those that open with the default region); `hosts`: names by which it is reached;
    `token` and `links`: given if the page is shared.
    """
    prepare_process()
    routes = [
        Route("/", front_page),
        Mount("/static", StaticFiles(directory=str(static_folder()))),
        Mount("/api", routes=[Route(path, function, methods=[method]) for path, method, function in ROUTES]),
    ]

    @asynccontextmanager
    async def lifespan(app):
        warming = asyncio.create_task(desk.prepare())
        yield
        warming.cancel()
        desk.close()

    handlers = {InputError: _mistake, BusyError: _mistake, HTTPException: _not_there}
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)
    app.state.desk, app.state.links, app.state.token = desk, list(links), token
    app.state.regions = PageRegions.of() if regions is None else regions
    app.state.started = uuid.uuid4().hex
    app.add_middleware(GZipMiddleware, minimum_size=LEAST_TO_PACK)
    app.add_middleware(Guard, hosts=hosts, token=token)
    return app


async def _mistake(request, error):
    status, body = refusal_of(error)
    return JSONResponse(body, status, headers=headers_of(status))


async def _not_there(request, error):
    code = "not_found" if error.status_code == NOT_FOUND else "wrong_request"
    status, body = refusal(code, error.status_code)
    return JSONResponse(body, status)


# reading what is asked


def asked(request):
    """Return (Query, its two Scenarios) of a request."""
    query = read_query(request.query_params.get("q", ""))
    return query, scenarios_of(query, request.app.state.regions.named(query.region))


def region_of(request):
    """Return the region (packaged name or folder) that is named in the query string, or the first one."""
    return request.app.state.regions.named(request.query_params.get("region"))


def whole(request, name, usual, most, least=1):
    """Read a whole number from the query string."""
    text = request.query_params.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
        raise InputError(f"'{text[:20]}' is not allowed", where=name, allowed=f"a whole number from {least} to {most}")
    return int(text)


def language_of(request):
    """Return the requested language."""
    language = request.query_params.get("lang", LANGUAGES[0])
    if language not in LANGUAGES:
        raise InputError("is not allowed", where="lang", allowed=" or ".join(LANGUAGES))
    return language


# pages and facts


async def front_page(request):
    """Return the page itself."""
    return Response((static_folder() / "index.html").read_bytes(), media_type="text/html; charset=utf-8")


async def health(request):
    """Return whether the server is ready, and its load."""
    desk = request.app.state.desk
    open_, running, queue = desk.counts()
    ready = desk.warm_seconds is not None
    status = "ready" if ready else "starting" if await asyncio.to_thread(is_warm) else "compiling"
    facts = {"warm_seconds": desk.warm_seconds, "open": open_, "running": running, "queue": queue}
    return JSONResponse({"status": status, **facts, "version": __version__, "started": request.app.state.started})


async def start_facts(request):
    """Return everything that the page needs before any run."""
    region, regions = region_of(request), request.app.state.regions
    found = await asyncio.to_thread(start, region)
    standard = await asyncio.to_thread(state, region)
    body = json.dumps(
        {**found, "regions": regions.choices(), "shared": request.app.state.token is not None, "standard": standard},
        ensure_ascii=False,
        allow_nan=False,  # a browser reads no NaN
    )
    mark = f'"{hashlib.sha256(body.encode()).hexdigest()}"'
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=NOT_CHANGED)
    return Response(body, media_type="application/json", headers={"ETag": mark, "Cache-Control": "no-cache"})


async def share(request):
    """Return the links and the QR code to hand out, to this machine only."""
    links = request.app.state.links if guest_of(request.scope) is None else []
    code = code_svg(links[0]["url"]) if links else None
    return JSONResponse({"shared": request.app.state.token is not None, "addresses": links, "qr": code})


# answers


async def compare(request):
    """Stream a comparison as server-sent events."""
    _, scenarios = await asyncio.to_thread(asked, request)
    pairs = whole(request, "pairs", limit("pairs"), limit("pairs"))
    place = request.query_params.get("place")
    desk = request.app.state.desk
    return _stream(streams.comparison(desk, scenarios, pairs, place, desk.runs.standard))


async def why(request):
    """Stream the contribution of each lever as server-sent events."""
    _, scenarios = await asyncio.to_thread(asked, request)
    pairs = whole(request, "pairs", 2, limit("pairs_why"))
    return _stream(streams.why(request.app.state.desk, scenarios, pairs))


def _stream(events):
    return StreamingResponse(events, media_type="text/event-stream", headers=STREAM_HEADERS)


async def events(request):
    """Return the events of one pair of worlds, month by month."""
    query, scenarios = await asyncio.to_thread(asked, request)
    seed = whole(request, "seed", fixed_seed(), limit("draw"))
    return JSONResponse(await people.events(request.app.state.desk, scenarios, seed))


async def persons(request):
    """Return a resident who matches the requested criteria."""
    _, scenarios = await asyncio.to_thread(asked, request)
    seed = whole(request, "seed", fixed_seed(), limit("draw"))
    draw = whole(request, "draw", 0, limit("draw"), least=0)
    like = people.criteria(request.query_params)
    return JSONResponse(await people.someone(request.app.state.desk, scenarios[0], seed, like, draw))


async def story(request):
    """Return one resident's years in both worlds."""
    _, scenarios = await asyncio.to_thread(asked, request)
    seed = whole(request, "seed", fixed_seed(), limit("draw"))
    key = whole(request, "person", "", people.HIGHEST_KEY, least=0)
    return JSONResponse(await people.story(request.app.state.desk, scenarios, seed, key))


# files


async def read_scenario(request):
    """Return the world of a scenario file."""
    body = await _body(request)
    if body is None:
        status, told = refusal("too_large", TOO_LARGE, allowed=f"{limit('file_bytes')} bytes")
        return JSONResponse(told, status)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise InputError("is not text in UTF-8", where="scenario", allowed="a TOML file") from None
    region = region_of(request)
    scenario = await asyncio.to_thread(read_scenario_text, text, (region,))
    found = {
        "world": world_of(scenario, text, region),
        "years": min(scenario.years, limit("years")),
        "parameters": scenario.parameters,
    }
    await asyncio.to_thread(
        lambda: scenarios_of(
            read_query(json.dumps({**query_of([found["world"]] * 2, region), "parameters": found["parameters"]})),
            region,
        )
    )
    return JSONResponse(found)


async def _body(request):
    """Return the bytes of a request's body; None if it exceeds the size limit of a file."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > limit("file_bytes"):
            return None
    return body


async def write_scenario(request):
    """Return the scenario file of a world."""
    query, scenarios = await asyncio.to_thread(asked, request)
    number = whole(request, "world", 0, len(scenarios) - 1, least=0)
    titles = resolve(scenarios[number]).titles.values()
    text = await asyncio.to_thread(scenario_text, scenarios[number], titles)
    text = f"{note_of(query.worlds[number])}\n{text}"
    return PlainTextResponse(text, headers=_named(f"scenario_{'ab'[number]}.toml"))


async def csv(request):
    """Return the results computed so far as CSV."""
    return await _finished(request, summary.csv_text, "text/csv; charset=utf-8", _named("rural_abm.csv"))


async def one_page(request):
    """Return the results on one page for printing."""
    return await _finished(request, summary.page_text, "text/html; charset=utf-8", {})


async def _finished(request, write, kind, headers):
    query, scenarios = await asyncio.to_thread(asked, request)
    language = language_of(request)
    pairs = whole(request, "pairs", limit("pairs"), limit("pairs"))
    make = partial(summary.finished, request.app.state.desk, scenarios, pairs)
    found = await asyncio.to_thread(make)
    if found is None:
        status, body = refusal("not_found", summary.NOTHING_YET)
        return JSONResponse(body, status)
    text = await asyncio.to_thread(write, query, scenarios, found, language)
    return Response(text, media_type=kind, headers=headers)


def _named(name):
    return {"Content-Disposition": f'attachment; filename="{name}"'}


ROUTES = (
    ("/health", "GET", health),
    ("/start", "GET", start_facts),
    ("/share", "GET", share),
    ("/compare", "GET", compare),
    ("/why", "GET", why),
    ("/events", "GET", events),
    ("/persons", "GET", persons),
    ("/story", "GET", story),
    ("/scenario/read", "POST", read_scenario),
    ("/scenario.toml", "GET", write_scenario),
    ("/results.csv", "GET", csv),
    ("/summary", "GET", one_page),
)
