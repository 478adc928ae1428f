"""The query of the page: two worlds, years and assumptions; checked and converted into scenarios."""

import json
import math
from dataclasses import replace
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr, ValidationError

from rural_abm import InputError, Scenario, catalogue, resolve, unknown_name
from rural_abm.demo.levers import check_value, package_values
from rural_abm.demo.regions import default_key, key_of
from rural_abm.demo.settings import limit

VERSION = 1
CLOSED = ConfigDict(extra="forbid", frozen=True)
PATH_SIGNS = ("/", "\\")
NOTE = "# page: "


def _plain_number(value):
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("not a number")
    return value


Number = Annotated[float, BeforeValidator(_plain_number)]
Name = Annotated[StrictStr, Field(min_length=1, max_length=80)]


class World(BaseModel):
    """One of the two worlds."""

    model_config = CLOSED

    governance: Name
    reforms: Annotated[list[Name], Field(max_length=limit("reforms"))] = []
    adoption: Literal["full", "emergent"] | None = None
    levers: Annotated[dict[Name, Number], Field(max_length=limit("levers"))] = {}
    own: Annotated[dict[Name, Any], Field(max_length=limit("levers"))] = {}


class Query(BaseModel):
    """The content of every request that needs runs."""

    model_config = CLOSED

    v: Literal[VERSION] = VERSION  # type: ignore[valid-type]
    region: Name | None = None
    worlds: Annotated[list[World], Field(min_length=2, max_length=2)]
    years: Annotated[int, Field(strict=True, ge=1, le=limit("years"))] = limit("years")
    parameters: Annotated[dict[Name, Number], Field(max_length=limit("assumptions"))] = {}


def read_query(text):
    """Parse the Query of JSON text; raise InputError if it is not JSON, too long or invalid."""
    if len(text) > limit("query_characters"):
        raise InputError("is too long", where="q", allowed=f"{limit('query_characters')} characters")
    try:
        table = json.loads(text)
        return Query.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(["q", *map(str, first["loc"])])
        raise InputError(
            "is not allowed", where=where[:200], allowed=first["msg"].removeprefix("Input should be ")
        ) from None
    except (ValueError, RecursionError):
        raise InputError("is not JSON", where="q", allowed="a query as JSON") from None


def scenarios_of(query, region=None):
    """Return the two Scenarios of a Query in a region; raise InputError with the location of what is wrong.

    `region` is a packaged name or a folder (default: the default region), never text from a visitor.
    """
    return tuple(_scenario(query, number, region or default_key()) for number in range(len(query.worlds)))


def _scenario(query, number, region):
    world, where = query.worlds[number], f"worlds[{number}]"
    _check_name(world.governance, "governance", f"{where}.governance")
    for name in world.reforms:
        _check_name(name, "reforms", f"{where}.reforms")
    values = [check_value(key, value, f"{where}.levers", region) for key, value in world.levers.items()]
    plain = Scenario(
        world.governance,
        reforms=tuple(world.reforms),
        adoption=world.adoption,
        years=query.years,
        levers=dict(world.own),
        parameters=dict(query.parameters),
        region=region,
    )
    base = resolve(plain).at(0)
    if not values:
        _check_parameters(plain)
        return plain
    scenario = replace(plain, levers={**world.own, **package_values(values, base, region)})
    resolve(scenario)
    _check_parameters(scenario)
    return scenario


def _check_parameters(scenario):
    from rural_abm import load_register

    load_register(scenario.region).with_values(scenario.parameters)


def _check_name(name, kind, where):
    """Accept packaged names only: a path would let the server read a file."""
    known = known_names(kind)
    if name not in known:
        raise unknown_name(kind, name[:80], known, where=where)


@lru_cache
def known_names(kind):
    """Return the names (tuple) of the packaged items of a kind."""
    return tuple(row["name"] for row in catalogue(kind))


def query_of(worlds, region=None):
    """Return a query (dict of plain values) of two worlds given as dicts, in a region (default: the default region)."""
    return Query(region=key_of(region), worlds=[World(**world) for world in worlds]).model_dump(mode="json")


def note_of(world):
    """Return the line of a scenario file that records which of its values were set by page levers."""
    return NOTE + json.dumps({"levers": world.levers, "own": world.own}, ensure_ascii=True)


def world_of(scenario, text="", region=None):
    """Return a Scenario as a world of a query (dict); raise InputError if the page of a region cannot show part of it.

    Its own values go into `own`, or into page levers where the note in the file's text still agrees with them.
    """
    beyond = [name for name in ("changes", "events", "cuts") if getattr(scenario, name)]
    if beyond:
        raise InputError(
            f"the file has {', '.join(beyond)}, which the page cannot show",
            where="scenario",
            allowed="a scenario of a model, reforms, levers, parameters, years and adoption",
        )
    if scenario.region != (region or default_key()):
        raise InputError(
            "the file is of another region than the page",
            where="scenario.region",
            allowed=f"a scenario of the region {key_of(region)}",
        )
    names = scenario.governance, *scenario.reforms
    if any(sign in name for name in names for sign in PATH_SIGNS):
        raise InputError("the file names other files", where="scenario", allowed="names of packaged models and reforms")
    world = World(
        governance=scenario.governance,
        reforms=list(scenario.reforms),
        adoption=scenario.adoption,
        own=scenario.to_mapping()["levers"],
    )
    return (_noted(world, text, scenario.region) or world).model_dump(mode="json")


def _noted(world, text, region):
    """Return the world in the file's note if it gives the same values, otherwise None."""
    for line in text.splitlines():
        if line.startswith(NOTE):
            try:
                noted = World(**{**world.model_dump(), **json.loads(line.removeprefix(NOTE))})
                made = _scenario(Query(worlds=[noted, noted]), 0, region)
            except (ValueError, TypeError):
                return None
            return noted if made.to_mapping()["levers"] == world.own else None
    return None
