"""The server as people start it: a room of twenty, a guest who leaves, and its end, also when it is killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
import psutil
import pytest

from rural_abm import InputError
from rural_abm.demo.serve import bound_socket

pytestmark = pytest.mark.verify
GUESTS, YEARS, PAIRS = 20, 2, 3
MOMENTS = 10**9
READY_SECONDS, ROOM_SECONDS, END_SECONDS = 300, 600, 20


@pytest.fixture
def server(repository):
    """Address and process of a server that is ready."""
    with bound_socket("127.0.0.1", None) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "rural_abm", "demo", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, cwd=repository, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: health(address).get("status") == "ready", READY_SECONDS)
        yield address, process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(END_SECONDS)


def health(address):
    try:
        return httpx2.get(f"{address}/api/health", timeout=10).json()
    except httpx2.HTTPError:
        return {}


def wait_for(condition, seconds):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "too long"
        time.sleep(0.2)


def asked(number, pairs=PAIRS, moment=None):
    """Question of a guest. One assumption has a value of this moment, so that no earlier server has kept its runs."""
    moment = time.time_ns() if moment is None else moment
    levers = {"named_gp": 5 * (number % 10), "sorsele.beds": number % 5}
    worlds = [{"governance": "call_off"}, {"governance": "call_off", "levers": levers}]
    parameters = {"continuity_exponent": 0.1 + 0.04 * (moment % MOMENTS) / MOMENTS}
    query = {"v": 1, "worlds": worlds, "years": YEARS, "parameters": parameters}
    return {"q": json.dumps(query), "pairs": pairs}


def listen(address, number, moment):
    """(seconds until the first answer, pairs of the last, places in the queue) of one guest."""
    began, first, pairs, places, name = time.monotonic(), None, 0, [], None
    question = asked(number, moment=moment)
    with httpx2.stream("GET", f"{address}/api/compare", params=question, timeout=ROOM_SECONDS) as answer:
        for line in answer.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                data = json.loads(line.removeprefix("data: "))
                if name == "answer":
                    first, pairs = first or time.monotonic() - began, data["pairs"]
                elif name == "queue":
                    places.append(data["place"])
                assert name != "refused", data
    return first, pairs, places


def test_a_room_of_twenty_is_served(server):
    address, _ = server
    moment = time.time_ns()
    with ThreadPoolExecutor(GUESTS) as room:
        began = time.monotonic()
        found = list(room.map(lambda number: listen(address, number, moment), range(GUESTS)))
        took = time.monotonic() - began
    assert all(pairs == PAIRS for _, pairs, _ in found)
    assert any(max(places) > 0 for _, _, places in found), "the queue is shown"
    assert took < ROOM_SECONDS
    again = time.monotonic()
    assert listen(address, 3, moment)[1] == PAIRS
    print(f"twenty guests: {took:.0f} s; first answers by {max(first for first, _, _ in found):.0f} s; "
          f"once more: {time.monotonic() - again:.2f} s")  # fmt: skip


def test_a_guest_who_leaves_stops_the_work(server):
    address, _ = server
    with httpx2.stream("GET", f"{address}/api/compare", params=asked(7, pairs=20), timeout=ROOM_SECONDS) as answer:
        next(answer.iter_lines())
    wait_for(lambda: health(address)["open"] == 0, END_SECONDS)
    wait_for(lambda: health(address)["running"] == 0, ROOM_SECONDS)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_workers_end_with_the_server(server, how):
    address, process = server
    threading.Thread(target=lambda: _quietly(address), daemon=True).start()
    wait_for(lambda: health(address).get("running", 0) > 0, READY_SECONDS)
    workers = psutil.Process(process.pid).children(recursive=True)
    assert workers
    process.send_signal(how)
    process.wait(END_SECONDS)
    _, alive = psutil.wait_procs(workers, timeout=END_SECONDS)
    assert alive == []


def _quietly(address):
    try:
        with httpx2.stream("GET", f"{address}/api/compare", params=asked(7, pairs=20), timeout=ROOM_SECONDS) as answer:
            for _ in answer.iter_lines():
                pass
    except httpx2.HTTPError:
        return


def test_a_port_that_is_taken_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"{port} is taken"):
            bound_socket("127.0.0.1", port)
    with pytest.raises(InputError, match="cannot be used"):
        bound_socket("127.0.0.1", 80)
