"""The article: compiled by typst from the texts in `paper/`, with every number, figure and table read from results.

Typst itself stops at a missing number, row, figure or citation. This module checks what typst cannot: that there are no
warnings, that the claims in the text are those of `claims.toml` and hold, and that the results used are exactly those
listed in `paper.toml`.
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
from rural_abm.study.evidence.numbers import read_numbers
from rural_abm.study.results.claims import broken_claims, read_claims
from rural_abm.study.sweeps.experiments import FILE, FOLDER

SOURCE, CLAIMS, SETTINGS = "paper.typ", "claims.toml", "paper.toml"
CLAIM, USED = "<claim>", "<used>"
# What texts read that is no experiment: a parameter of the register, and what was measured of a pattern.
OTHER_RESULTS = ("register", "plausibility")
EPOCH = "SOURCE_DATE_EPOCH"


@checked(frozen=True, config={"extra": "forbid"})
class Settings:
    """The experiments that the article rests on.

    `results` are made by `make paper`; those in `by_name` take hours and run only on request; `quick` holds, per
    experiment, the changes to its definition in a quick build, in addition to `quick_seeds`.
    """

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
    """A compiled article: the PDF (bytes), the names of its claims in order, and the results it used.

    `used` is a list of dicts with the experiment, row, column and printed text.
    """

    pdf: bytes
    claims: list
    used: list


def read_settings(folder):
    """Read the Settings of the article in a folder; raise InputError if they are invalid."""
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
    """Compile the Article of a folder in a checkout.

    `results`: the folder of experiments, relative to the checkout, from which numbers and figures are read; `quick`:
    mark each page as based on few seeds. A typst error or warning raises InputError with its location.
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
    """Return the metadata values (list) of a compiled document under a label."""
    return json.loads(compiler.query(label, field="value"))


def one_line(problem):
    """Format a typst error or warning with its hints and location on one line."""
    said = [str(getattr(problem, "message", problem)), *getattr(problem, "hints", ())]
    trace = [str(one) for one in getattr(problem, "trace", ())]
    return " ".join(" ".join(part.split()) for part in (*said, *trace[:1]) if part)


def check_results(article, settings, where):
    """Raise InputError if the results that the text uses differ from those listed in the settings."""
    used = dict.fromkeys(one["experiment"] for one in article.used if one["experiment"] not in OTHER_RESULTS)
    for name in used:
        if name not in settings.all:
            raise unknown_name("result", name, settings.all, where=where)
    for name in settings.all:
        if name not in used:
            raise InputError(f"the result '{name}' is not used", where=where, allowed=f"results of {SETTINGS} that are")


def check_claims(article, folder, experiments):
    """Raise InputError unless the claims of the text are those written down and hold in the numbers of `experiments`.

    The message quotes the sentences concerned.
    """
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
            allowed=f"sentences that the results support; {broken[0].found}",
        )


def numbers_of_result(experiments, name):
    """Return the numbers (dict) of an experiment in a folder of experiments; raise InputError if there are none."""
    folder = Path(experiments) / name
    numbers = read_numbers(folder)
    if numbers is None:
        raise InputError("has no numbers", where=str(folder), allowed=f"rural-abm experiment {folder} --renew")
    return numbers


def write_article(article, path):
    """Write the PDF and return its path."""
    path = Path(path)
    save(path, article.pdf)
    return path
