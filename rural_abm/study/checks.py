"""Whether a file or a folder of results is sound: governance, reform and scenario files, and what a folder holds."""

from pathlib import Path

from rural_abm.compiled import code_hash
from rural_abm.errors import InputError
from rural_abm.governance import Scenario, baseline_name, resolve
from rural_abm.governance.files import LANGUAGES, SUFFIX, parse_governance, read_toml
from rural_abm.study import store
from rural_abm.study.summaries import counted


def check(path):
    """What a sound file or folder is: a dict of name, kind, title_en, title_sv, message, and notes_en, notes_sv (lists)
    on settings that override others; InputError if it is not sound."""
    path = Path(path)
    if not path.exists():
        raise InputError("there is no such file", where=str(path), allowed=f"a {SUFFIX} file or a folder of results")
    return _check_results(path) if path.is_dir() else _check_file(path)


def is_scenario(table):
    """Whether a parsed file is a scenario rather than a governance model or reform, which have a title and a name."""
    return not ({"title", "name", "description"} & table.keys())


def read_scenario(path):
    """(Scenario, its Plan) of a scenario file; anything wrong is an InputError that names the file."""
    try:
        scenario = Scenario.from_file(path)
        return scenario, resolve(scenario)
    except InputError as error:
        if str(path) in str(error.where):
            raise
        where = f"{path}: {error.where}" if error.where else str(path)
        raise InputError(error.what, where=where, allowed=error.allowed, nearest=error.nearest) from None


def _check_file(path):
    if path.suffix != SUFFIX:
        raise InputError("is not a TOML file", where=str(path), allowed=f"a {SUFFIX} file or a folder of results")
    table = read_toml(path, str(path))
    if is_scenario(table):
        scenario, plan = read_scenario(path)
        said = f"sound scenario: {plan.titles['en']}, {counted(scenario.years, 'year')}, seed {scenario.seed}"
        return _finding(path, "scenario", plan.titles, said, plan.overridden)
    file = parse_governance(table, str(path))
    # Fields that fit singly may contradict each other once they are laid over the present model.
    resolve(Scenario(baseline_name(), reforms=(str(path.absolute()),)))
    count = len(file.layer.region) + sum(len(leaves) for leaves in file.layer.places.values())
    said = f"sound governance model or reform: {file.title['en']}, sets {counted(count, 'value')}"
    return _finding(path, "governance", file.title, said)


def _finding(path, kind, titles, said, notes=None):
    notes = notes or dict.fromkeys(LANGUAGES, ())
    return {
        "name": str(path),
        "kind": kind,
        "title_en": titles["en"],
        "title_sv": titles["sv"],
        "message": f"{path}: {said}",
        **{f"notes_{language}": list(notes[language]) for language in LANGUAGES},
    }


def _check_results(folder):
    manifest = store.read_manifest(folder)
    names = [store.RESULTS, store.RUNS, *([store.COMPARISON] if manifest["kind"] == "compare" else [])]
    if manifest.get("complete") is False:
        raise InputError(
            "holds a comparison that was broken off",
            where=str(folder),
            allowed="give the command again, and it goes on",
        )
    runs = _rows(folder, names)[store.RUNS]
    same = "this code" if manifest.get("code") == code_hash() else "other code"
    titles = {lang: " / ".join(titles[lang] for titles in manifest["titles"].values()) for lang in LANGUAGES}
    said = f"sound results of {counted(runs, 'run')}, version {manifest['version']}, {same}"
    return _finding(folder, manifest["kind"], titles, said)


def _rows(folder, names):
    """{file: number of rows}; a missing, damaged or empty file is an InputError."""
    import pyarrow.parquet as pq

    found = {}
    for name in names:
        path = folder / name
        try:
            with pq.ParquetFile(path) as file:
                found[name] = file.metadata.num_rows
        except (OSError, ValueError) as error:
            reason = (
                "is missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}".splitlines()[0]
            )
            raise InputError(reason, where=str(path), allowed="the file as it was written") from None
        if not found[name]:
            raise InputError("holds no rows", where=str(path), allowed="the file as it was written")
    return found
