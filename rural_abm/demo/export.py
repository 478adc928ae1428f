"""A standalone file with the standard scenarios, the map, charts, stories and sources, which opens without a server."""

import asyncio
import json
import re
from pathlib import Path

from jinja2.utils import htmlsafe_json_dumps

from rural_abm import InputError
from rural_abm.demo import people, tasks
from rural_abm.demo.answers import answer
from rural_abm.demo.catalogue import start
from rural_abm.demo.desk import Desk
from rural_abm.demo.query import read_query, scenarios_of
from rural_abm.demo.regions import page_texts
from rural_abm.demo.settings import fixed_seed, static_folder, table
from rural_abm.demo.standard import READY, state
from rural_abm.demo.streams import paired_jobs

SCRIPT = re.compile(r'<script\b[^>]*\bsrc="static/([^"]+)"[^>]*></script>')
STYLE = re.compile(r'<link\b[^>]*\bhref="static/([^"]+\.css)"[^>]*>')
COMPACT = {"ensure_ascii": False, "allow_nan": False, "separators": (",", ":")}
ELEMENT = '<script type="application/json" id="rural-abm-data">{}</script>'
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "form-action 'none'; base-uri 'none'"
)


def export(path, runs, progress=None, region=None):
    """Write the file and return its size in bytes (int); `runs` is a RunStore with the region's standard runs.

    `progress(done, all)` counts questions. Raises InputError if there are no usable standard runs or the file cannot be
    written.
    """
    told = state(region)
    if told["state"] != READY:
        raise InputError(told["message"]["en"], where="--export", allowed=f"first {told['command']}")
    text = page_with(asyncio.run(contents(told, runs, progress, region)))
    path = Path(path)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise InputError(
            f"cannot be written: {error.strerror}", where=str(path), allowed="a file in a folder of yours"
        ) from None
    return len(text.encode())


async def contents(told, runs, progress, region=None):
    """Return what the page of a region would have requested from the server (dict)."""
    desk = Desk(runs, region=region)
    try:
        answers = {
            entry["id"]: await asyncio.to_thread(_answer, desk, entry, told["pairs"], region)
            for entry in told["scenarios"]
        }
        near = [entry for entry in told["scenarios"] if entry["id"].partition(".")[0] in _near()]
        if near:
            await desk.prepare()
        events, stories = {}, []
        for number, entry in enumerate(near):
            scenarios = scenarios_of(read_query(json.dumps(entry["query"])), region)
            events[entry["id"]] = await people.events(desk, scenarios, fixed_seed())
            stories += [{"scenario": entry["id"], "story": story} for story in await _stories(desk, scenarios, region)]
            if progress:
                progress(number + 1, len(near))
    finally:
        desk.close()
    facts = {**start(region), "shared": False, "standard": told}
    return {"start": facts, "answers": answers, "events": events, "stories": stories}


def _near():
    return table("settings")["standard"]["export_models"]


def _answer(desk, entry, pairs, region):
    scenarios = scenarios_of(read_query(json.dumps(entry["query"])), region)
    jobs = paired_jobs(scenarios, pairs)
    first, second = ([desk.get(pair[side]) for pair in jobs] for side in range(2))
    return {**answer(scenarios, first, second, pairs, bands=False), "from_standard": pairs, "seconds": 0}


async def _stories(desk, scenarios, region):
    found = []
    for like in page_texts(region).get("stories_like", table("settings")["standard"]["stories_like"]):
        (first,) = people.seeded(scenarios[:1], fixed_seed())
        _, person = await desk.result(people.job(tasks.someone, first, like, 0))
        if person:
            found.append(await people.story(desk, scenarios, fixed_seed(), person["key"]))
    return found


def page_with(data):
    """Return the text of the page with its scripts, styles and the data inside."""
    page = (static_folder() / "index.html").read_text(encoding="utf-8")
    page = STYLE.sub(lambda found: f"<style>\n{_file(found[1])}\n</style>", page)
    scripts = [_file(name) for name in SCRIPT.findall(page)]
    page = SCRIPT.sub("", page)
    inside = ELEMENT.format(htmlsafe_json_dumps(data, **COMPACT)) + "".join(
        f"\n<script>\n{_closed(text)}\n</script>" for text in scripts
    )
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page = page.replace("<head>", f"<head>\n{policy}", 1)
    before, end, after = page.rpartition("</body>")
    return f"{before}{inside}\n{end}{after}"


def _file(name):
    return (static_folder() / name).read_text(encoding="utf-8")


def _closed(script):
    """Return a script whose text does not end the element that contains it."""
    return script.replace("</script", "<\\/script")
