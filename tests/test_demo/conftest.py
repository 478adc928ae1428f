"""A server in this process, with worlds of one year and a worker that is a thread."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from rural_abm.demo.app import make_app
from rural_abm.demo.desk import Desk
from rural_abm.demo.runs import RunStore

HERE = "127.0.0.1"


@pytest.fixture
def query():
    """Makes a query string parameter: the present model beside another."""

    def make(years=1, governance="home_hospital", **world):
        worlds = [{"governance": "call_off"}, {"governance": governance, "adoption": "full", **world}]
        return {"q": json.dumps({"v": 1, "worlds": worlds, "years": years})}

    return make


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    """An application whose runs are kept in a folder of the test."""
    runs = RunStore(tmp_path_factory.mktemp("runs"))
    return make_app(Desk(runs, ThreadPoolExecutor(1), workers=1), hosts=[HERE])


@pytest.fixture(scope="session")
def page(app):
    """A client on this machine."""
    with TestClient(app, base_url=f"http://{HERE}", client=(HERE, 1), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def told():
    """The server-sent events of a response as a list of (name, data)."""

    def read(text):
        blocks = [block.split("\n", 1) for block in text.split("\n\n") if block.startswith("event: ")]
        return [(first.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for first, data in blocks]

    return read
