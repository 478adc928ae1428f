"""The article: made by typst out of the texts in `paper/`, with every number, figure and table read from results.

Typst itself stops at a number, row, figure or citation that is not there. What it cannot see is looked at here: that no
warning was given, that the claims of the text are those of `claims.toml` and hold, and that every result that
`paper.toml` lists is used, and no other.
"""

import json
import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.figures.write import save
from rural_abm.governance.files import read_toml
from rural_abm.governance.scenario import Text, Whole, input_error
from rural_abm.study.claims import broken_claims, read_claims
from rural_abm.study.experiments import FILE, FOLDER
from rural_abm.study.numbers import read_numbers

SOURCE, CLAIMS, SETTINGS = "paper.typ", "claims.toml", "paper.toml"
CLAIM, USED = "<claim>", "<used>"
# What texts read that is no experiment: a parameter of the register, and what was measured of a pattern.
OTHER_RESULTS = ("register", "plausibility")
EPOCH = "SOURCE_DATE_EPOCH"


@checked(frozen=True, config={"extra": "forbid"})
class Settings:
    """What the article rests on: names of experiments that are `results` made by `make paper`, those `by_name` whose
    runs of hours are made only when asked for, and per experiment what the `quick` build changes in its definition
    besides taking `quick_seeds`."""

    results: tuple[Text, ...]
    by_name: tuple[Text, ...] = ()
    quick_seeds: Whole = 2
    quick: dict[Text, dict[Text, Any]] = field(default_factory=dict)

    @property
    def all(self):
        """Names of all experiments, in the order of the file."""
        return (*self.results, *self.by_name)


@dataclass(frozen=True)
class Article:
    """A compiled article: the PDF (bytes), the names of its claims in their order, and what it used: a list of dicts of
    experiment, row, column and the text that was printed."""

    pdf: bytes
    claims: list
    used: list


def read_settings(folder):
    """The Settings of the article in a folder; what is wrong in them is an InputError."""
    path = Path(folder) / SETTINGS
    table = read_toml(path, str(path))
    try:
        settings = TypeAdapter(Settings).validate_python(table)
    except ValidationError as error:
        raise input_error(error, str(path), {"": [one.name for one in fields(Settings)]}) from None
    known = [found.parent.name for found in Path(folder).parent.glob(f"{FOLDER}/*/{FILE}")]
    for name in settings.quick:
        if name not in known:
            raise unknown_name("experiment", name, known, where=f"{path}: quick")
    return settings


def compile_article(folder, *, results=f"/{FOLDER}", quick=False):
    """The Article of a folder that lies in a checkout. `results`: the folder of experiments, from the checkout, that
    numbers and figures are read from; `quick`: whether each page says that they are of few seeds.

    An error of typst, and any warning, is an InputError with its place.
    """
    import typst

    folder = Path(folder)
    inputs = {"results": results, "quick": "yes" if quick else "", "base": "../.."}
    compiler = typst.Compiler(
        str(folder / SOURCE), root=str(folder.parent), ignore_system_fonts=True, sys_inputs=inputs,
        package_path=str(folder / "no_packages"), package_cache_path=str(folder / "no_packages"),
    )  # fmt: skip
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", timestamp=int(os.environ.get(EPOCH, 0)))
        found = [json_values(compiler, label) for label in (CLAIM, USED)]
    except typst.TypstError as error:
        raise InputError(f"does not compile: {one_line(error)}", where=str(folder / SOURCE)) from None
    if warnings:
        raise InputError(f"typst warns: {one_line(warnings[0])}", where=str(folder / SOURCE), allowed="no warning")
    return Article(pdf, *found)


def json_values(compiler, label):
    """The values (list) of the metadata of a compiled document under a label."""
    return json.loads(compiler.query(label, field="value"))


def one_line(problem):
    """What typst says of an error or a warning, with its hints and where it came from, on one line."""
    said = [str(getattr(problem, "message", problem)), *getattr(problem, "hints", ())]
    trace = [str(one) for one in getattr(problem, "trace", ())]
    return " ".join(" ".join(part.split()) for part in (*said, *trace[:1]) if part)


def check_results(article, settings, where):
    """InputError where the text uses an experiment that the settings do not list, or lists one that it does not use."""
    used = dict.fromkeys(one["experiment"] for one in article.used if one["experiment"] not in OTHER_RESULTS)
    for name in used:
        if name not in settings.all:
            raise unknown_name("result", name, settings.all, where=where)
    for name in settings.all:
        if name not in used:
            raise InputError(f"the result '{name}' is not used", where=where, allowed=f"results of {SETTINGS} that are")


def check_claims(article, folder, experiments):
    """InputError where the text makes a claim that is not written down or that does not hold in the numbers of the
    folder `experiments`, or leaves one out; it says the sentences."""
    path = Path(folder) / CLAIMS
    claims = read_claims(path)
    for name in article.claims:
        if name not in claims:
            raise unknown_name("claim", name, claims, where=str(Path(folder) / SOURCE))
    for name in claims:
        if name not in article.claims:
            raise InputError(f"the claim '{name}' is not made in the text", where=str(path))
    broken = broken_claims(claims.values(), lambda result: numbers_of_result(experiments, result))
    if broken:
        sentences = " ".join(f"\u201c{one.claim.sentence}\u201d" for one in broken)
        raise InputError(
            f"no longer holds: {sentences}",
            where=f"{path}: {', '.join(one.claim.name for one in broken)}",
            allowed=f"sentences that the results bear out; {broken[0].found}",
        )


def numbers_of_result(experiments, name):
    """The numbers (dict) of an experiment in a folder of experiments; InputError where there are none."""
    folder = Path(experiments) / name
    numbers = read_numbers(folder)
    if numbers is None:
        raise InputError("has no numbers", where=str(folder), allowed=f"rural-abm experiment {folder} --renew")
    return numbers


def write_article(article, path):
    """Writes the PDF; its path."""
    path = Path(path)
    save(path, article.pdf)
    return path
