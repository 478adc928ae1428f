"""Starting the server: port, browser, sharing, and shutdown."""

import os
import socket
import sys
import threading
import webbrowser
from dataclasses import dataclass

from rural_abm import InputError
from rural_abm.demo.settings import LANGUAGES, table

HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"
MOST_PORTS, LEAST_PORT = 65535, 1024
PORTS_TRIED = 20


@dataclass(frozen=True)
class Asked:
    """The options of the server.

    `language` of the page; `port` (None: the default or the next free one); whether the page is shared, and whether a
    browser is opened; `region`: a packaged name or a folder.
    """

    language: str | None = None
    port: int | None = None
    share: bool = False
    browser: bool = True
    region: str | None = None


def serve(asked):
    """Serve the page until Ctrl-C; raise InputError if the port is taken or a dependency is missing."""
    needed()
    if asked.language not in (None, *LANGUAGES):
        raise InputError(
            f"'{asked.language}' is not a language of the page", where="--lang", allowed=" or ".join(LANGUAGES)
        )
    from rural_abm.demo.regions import PageRegions
    from rural_abm.demo.workers import begun_pool

    regions = PageRegions.of(asked.region)
    with bound_socket(EVERYWHERE if asked.share else HERE, asked.port) as listening:
        pool = begun_pool()
        try:
            _serve(asked, regions, listening, pool)
        finally:
            pool.terminate()


def _serve(asked, regions, listening, pool):
    import uvicorn

    from rural_abm.demo.app import make_app
    from rural_abm.demo.desk import Desk
    from rural_abm.demo.runs import RunStore
    from rural_abm.demo.share import LOCAL_HOSTS, links, new_token
    from rural_abm.demo.standard import load_all

    port = listening.getsockname()[1]
    token = new_token() if asked.share else None
    shared = links(port, token) if asked.share else []
    runs = RunStore(standard=load_all(regions.known.values()))
    runs.prune()
    hosts = {*LOCAL_HOSTS, *(link["address"] for link in shared)}
    app = make_app(Desk(runs, pool, region=regions.first), regions=regions, hosts=hosts, token=token, links=shared)
    address = f"http://{HERE}:{port}/" + (f"?lang={asked.language}" if asked.language else "")
    tell(address, shared, asked.share)
    if asked.browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=30,
        ws="none",
        proxy_headers=False,
    )
    uvicorn.Server(config).run(sockets=[listening])


def needed():
    """Raise InputError with installation instructions if a dependency of the page is missing."""
    from importlib.util import find_spec

    missing = [
        name for name in ("starlette", "uvicorn", "segno", "tomli_w", "jinja2", "psutil") if find_spec(name) is None
    ]
    if missing:
        raise InputError(
            f"{', '.join(missing)} is not installed", where="demo", allowed="pip install 'rural_abm[demo]'"
        )


def bound_socket(host, port):
    """Return a socket bound to the requested port, or to the default or next free one."""
    usual = table("settings")["page"]["port"]
    if port is not None and not LEAST_PORT <= port <= MOST_PORTS:
        raise InputError(f"{port} cannot be used", where="--port", allowed=f"{LEAST_PORT} to {MOST_PORTS}")
    for number in [port] if port is not None else range(usual, usual + PORTS_TRIED):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
            return listening
        except OSError:
            listening.close()
    raise InputError(
        "no port is free" if port is None else f"port {port} is taken", where="--port", allowed="another port"
    )


def tell(address, shared, is_shared):
    """Print the address of the page and who can open it."""
    from rural_abm.demo.share import code_lines

    print(f"The page is at {address}  (Ctrl-C to stop)", flush=True)
    if not is_shared:
        return
    print("Open to everyone in the same network who has one of these links:")
    for link in shared:
        print(f"  {link['card']}: {link['url']}")
    if shared:
        print(code_lines(shared[0]["url"]))
    else:
        print("  no network card with an address was found")
    sys.stdout.flush()
