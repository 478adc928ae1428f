"""The regions of the page: the one of the command, the packaged ones that a visitor may choose, and their own data."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache

from rural_abm import region_folder, region_key, region_names, unknown_name

PAGE_FOLDER, TEXTS_FILE, GROUND_FILE = "page", "page.toml", "ground.json"


@dataclass(frozen=True)
class PageRegions:
    """The regions that a server shows; `first` is the packaged name or the folder that the page opens with."""

    first: str

    @classmethod
    def of(cls, region=None):
        """Return the PageRegions that open with a region (default: the default region); raise InputError if unknown."""
        return cls(region_key(default_key() if region is None else region))

    @property
    def known(self):
        """{key on the page: packaged name or folder} of all regions, in the order in which they are listed."""
        own = {} if self.first in region_names() else {region_folder(self.first).key: self.first}
        return {**{name: name for name in region_names()}, **own}

    def named(self, key=None):
        """Return the packaged name or folder of a key (None: the first region); raise InputError for any other text.

        A path is not accepted: it would let a visitor make the server read a folder.
        """
        if key is None:
            return self.first
        if key not in self.known:
            raise unknown_name("region", key, list(self.known), where="region")
        return self.known[key]

    def choices(self):
        """Return [{"key", "title"}] of the regions that may be chosen."""
        return [{"key": key, "title": region_folder(name).title} for key, name in self.known.items()]


def default_key():
    """Return the name of the default region."""
    return region_folder().key


def key_of(region):
    """Return the key on the page of a packaged name or folder."""
    return region_folder(region).key


def page_texts(region):
    """Return what a region says on the page of its own (dict): texts of levers, persons for stories."""
    return _page_texts(region_folder(region))


@cache
def _page_texts(folder):
    path = folder.file(PAGE_FOLDER) / TEXTS_FILE
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def ground_of(region):
    """Return the land, water and borders around a region (dict); empty where its folder has none."""
    path = region_folder(region).file(PAGE_FOLDER) / GROUND_FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
