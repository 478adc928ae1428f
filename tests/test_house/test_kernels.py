"""Kernels: the cache knows the code and the mode, the checks can be switched on, and uncompiled kernels are Python."""

import os
import pickle
import shutil
import stat
import time

import numpy as np
import pytest

from rural_abm.engine import cache_folder, kernels
from rural_abm.engine.errors import InputError

CALLEE = """
from rural_abm.engine.kernels import kernel

@kernel
def share(values, position):
    return values[position] * {factor}
"""
CALLER = """
from rural_abm.callee import share
from rural_abm.engine.kernels import kernel

@kernel
def twice(values, position):
    return share(values, position) + share(values, position)
"""
USE = """
import numpy as np
from rural_abm.caller import twice
print(twice(np.arange(4.0), 3), twice.loaded)
"""


def seldom(*values):
    """Values of a test that is run by `make verify` alone: each takes seconds in fresh processes."""
    return pytest.param(*values, marks=pytest.mark.verify)


@pytest.fixture
def small_package(tmp_path, repository):
    """A folder with a package `rural_abm` of a kernel that calls a kernel of another module."""
    package = tmp_path / "rural_abm"
    package.mkdir()
    shutil.copy(repository / "rural_abm" / "__init__.py", package)
    shutil.copytree(
        repository / "rural_abm" / "engine", package / "engine", ignore=shutil.ignore_patterns("__pycache__")
    )
    (package / "callee.py").write_text(CALLEE.format(factor="1.0"))
    (package / "caller.py").write_text(CALLER)
    return tmp_path


LAYOUTS = """
import sys
import numpy as np
from rural_abm.engine.array_struct import BorrowedStruct
from rural_abm.layouts import sum_of_x

class Struct:
    def __init__(self, names):
        records = np.zeros(2, [(name, "i4") for name in names]).view(np.recarray)
        records["x"], records["y"] = 1, 100
        self.form = BorrowedStruct("Struct", ("records",), (records,))

    def compiled_form(self):
        return self.form

print(*(sum_of_x(Struct(names)) for names in {orders}), sum_of_x.loaded)
"""
# Too long to be dissolved in its callers, so that the linker finds it by its name.
LONG = "".join(f"        dust += math.sin(turn + {part}) * math.erf(dust - {part})\n" for part in range(40))
KERNEL_OF_LAYOUTS = f"""
import math
from rural_abm.engine.kernels import kernel

@kernel
def read(struct, row):
    dust = 0.0
    for turn in range(row):
{LONG}
    return struct.records[row].x + min(abs(dust), 0.0)

@kernel
def sum_of_x(struct):
    return int(read(struct, 0) + read(struct, 1))
"""


@pytest.fixture
def use(small_package, run_python):
    """Runs the kernels of the small package in a fresh process; the words it printed."""

    def run(code=USE, **environment):
        environment = {"NUMBA_DISABLE_JIT": "0", "NUMBA_BOUNDSCHECK": "0", **environment}
        # A fresh environment in which only the folder's own package is found.
        found = run_python(
            f"import sys; sys.path.insert(0, {str(small_package)!r})\n{code}",
            folder=small_package,
            RURAL_ABM_CACHE=str(small_package / "cache"),
            **environment,
        )
        return found.split()

    return run


def test_an_edited_callee_is_seen_and_unedited_code_comes_from_the_cache(small_package, use):
    """Other kernels that Python calls are not compiled again."""
    (small_package / "rural_abm" / "other.py").write_text(CALLEE.format(factor="2.0"))
    both = USE + "from rural_abm.other import share\nprint(share(np.arange(4.0), 3), share.loaded)\n"
    assert use(both) == ["6.0", "0", "6.0", "0"]
    assert use(both) == ["6.0", "1", "6.0", "1"]
    (small_package / "rural_abm" / "callee.py").write_text(CALLEE.format(factor="10.0"))
    assert use(both) == ["60.0", "0", "6.0", "1"]
    assert use(both) == ["60.0", "1", "6.0", "1"]


CONSTANTS = """
from pathlib import Path
from rural_abm.engine.kernels import kernel

FACTOR = float((Path(__file__).parent / "factor.txt").read_text())

@kernel
def share(values, position):
    return values[position] * FACTOR
"""


def test_a_constant_that_was_read_from_data_is_seen(small_package, use):
    """A number computed from a data file becomes part of the machine code, though no source has changed."""
    package = small_package / "rural_abm"
    (package / "callee.py").write_text(CONSTANTS)
    (package / "factor.txt").write_text("1.0")
    assert use() == ["6.0", "0"]
    (package / "factor.txt").write_text("3.0")
    assert use() == ["18.0", "0"]


def test_a_comment_compiles_nothing_again_in_other_files(small_package, use):
    assert use() == ["6.0", "0"]
    (small_package / "rural_abm" / "callee.py").write_text("# A comment.\n" + CALLEE.format(factor="1.0"))
    assert use() == ["6.0", "1"]


def test_machine_code_of_another_layout_is_passed_over(small_package, use, repository):
    """Kept under the digest of its layout, it is found again for the same one, beside others, and never for another."""
    (small_package / "rural_abm" / "layouts.py").write_text(KERNEL_OF_LAYOUTS)
    assert use(LAYOUTS.format(orders=["xy"])) == ["2", "0"]
    assert use(LAYOUTS.format(orders=["yx"])) == ["2", "0"]
    assert use(LAYOUTS.format(orders=["xyz"])) == ["2", "0"]
    assert use(LAYOUTS.format(orders=["yx", "xyz", "xy"])) == ["2", "2", "2", "3"]


def test_no_two_processes_give_compiled_functions_the_same_name(use):
    """A forked process goes on from its parent's numbers, so it takes names of its own too."""
    code = "import os, sys\nfrom rural_abm.callee import share\nfrom rural_abm.engine.kernels import named_functions\n"
    code += "share.inner\nif os.fork():\n    os.wait()\nprint(named_functions[0].__qualname__)\nsys.stdout.flush()\n"
    names = use(code) + use(code)
    assert len(set(names)) == 4
    assert all(name.startswith("share_") for name in names)


def test_bounds_are_checked_even_if_unchecked_code_is_cached(use):
    beyond = USE.replace("3)", "1_000)").replace("print(", "try:\n    print(")
    beyond += "except IndexError:\n    print('stopped')\n"
    assert use() == ["6.0", "0"]
    assert use(beyond, NUMBA_BOUNDSCHECK="1") == ["stopped"]
    assert use() == ["6.0", "1"]


@pytest.mark.verify
def test_a_place_below_zero_is_no_place_from_the_end(use):
    """With bounds checks it stops a kernel as one beyond the end does; functions of numba's own may count so."""
    below = USE.replace("3)", "-1)").replace("print(", "try:\n    print(")
    below += "except IndexError:\n    print('stopped')\n"
    assert use(below, NUMBA_BOUNDSCHECK="1") == ["stopped"]
    sliced = """
import numpy as np
from rural_abm.engine.kernels import kernel

@kernel
def last_two(values):
    return np.sort(values)[-2:].sum() + np.median(values)

print(last_two(np.arange(4.0)))
"""
    assert use(sliced) == use(sliced, NUMBA_BOUNDSCHECK="1") == ["6.5"]


NARROW = """
import numpy as np
from numba import types
from rural_abm.callee import share
from rural_abm.engine.kernels import kernel

@kernel
def both(values, narrow, wider):
    return share(values, narrow[0]) + share(values, np.int64(1)) + share(values, wider[0])

print(both(np.arange(4.0), np.array([3], np.int8), np.array([1], np.uint16)))
positions = {str(args[1]) for args in share.inner.overloads}
print(*sorted(positions), len(share.signatures), len(both.signatures))
"""


def test_a_kernel_is_compiled_once_for_whole_numbers_of_any_width(use):
    """For other kernels it is compiled for 64 bits; for Python not at all, as Python never called it."""
    assert use(NARROW) == ["5.0", "int64", "0", "1"]


def test_a_kernel_says_who_it_is(use):
    code = "from rural_abm.caller import twice\n"
    code += "print(twice.__name__, twice.py_func([2.0], 0), len(twice.signatures))"
    assert use(code) == ["twice", "4.0", "0"]


@pytest.mark.parametrize("mode", ["0", "1"])
def test_a_kernel_may_take_no_argument_and_refuses_a_wrong_number(use, mode):
    code = "from rural_abm.engine.kernels import kernel\n\n@kernel\ndef seven():\n    return 7\n\nprint(seven())\n"
    code += "try:\n    seven(1)\nexcept TypeError:\n    print('refused')\n"
    assert use(code, NUMBA_DISABLE_JIT=mode) == ["7", "refused"]


def test_uncompiled_kernels_are_plain_functions(use):
    code = "import types\nimport numpy as np\nfrom rural_abm.caller import twice\n"
    code += "print(type(twice) is types.FunctionType, twice(np.arange(4.0), 3))"
    assert use(code, NUMBA_DISABLE_JIT="1") == ["True", "6.0"]


def test_the_users_own_numba_cache_is_left_alone(use):
    code = "import numba\nbefore = numba.config.CACHE_DIR\nimport rural_abm.caller\n"
    code += "print(numba.config.CACHE_DIR == before)"
    assert use(code) == ["True"]


def folder_of_age(root, name, seconds):
    """A folder of `root` that was last used so many seconds ago."""
    folder = root / name
    folder.mkdir()
    then = time.time() - seconds
    os.utime(folder, (then, then))
    return folder


def test_of_old_folders_the_newest_are_kept(tmp_path):
    days = range(2, 7)
    old = {folder_of_age(tmp_path, f"jit-{day}", day * cache_folder.YOUNG_SECONDS) for day in days}
    for day in days:
        folder_of_age(tmp_path / "jit-6", f"care.beds.admit-{day}", day * cache_folder.YOUNG_SECONDS)
    folder_of_age(tmp_path / "jit-6", "care.beds.discharge-1", 9 * cache_folder.YOUNG_SECONDS)
    folder_of_age(tmp_path, "of the user", 9 * cache_folder.YOUNG_SECONDS)
    cache_folder._remove_old(tmp_path, keep=tmp_path / "jit-6")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["jit-2", "jit-3", "jit-6", "of the user"]
    kept = sorted(path.name for path in (tmp_path / "jit-6").iterdir())
    assert kept == ["care.beds.admit-2", "care.beds.admit-3", "care.beds.discharge-1"] and len(old) == len(days)


def test_no_folder_younger_than_a_day_is_removed(tmp_path):
    """Another process may run other code just now: its folder stays, however many there are."""
    young = [folder_of_age(tmp_path, f"bounds-{hour}", hour * 60 * 60).name for hour in range(24)]
    folder_of_age(tmp_path, "bounds-old", 25 * 60 * 60)
    cache_folder._remove_old(tmp_path, keep=tmp_path / "bounds-0")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(young)


def test_a_cache_folder_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RURAL_ABM_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(InputError, match="RURAL_ABM_CACHE"):
        cache_folder.cache_root()


def test_without_a_usable_home_the_cache_lies_among_temporary_files(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.delenv("RURAL_ABM_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    monkeypatch.setattr(cache_folder.tempfile, "tempdir", str(tmp_path))
    root = cache_folder.cache_root()
    assert root.parent == tmp_path and cache_folder.why_not_own(root) == ""


@pytest.fixture
def unsafe(tmp_path):
    """A function that makes a folder of a kind that is not safe to keep machine code in."""

    def make(kind, at):
        if kind == "link":
            (tmp_path / "elsewhere").mkdir(0o700)
            at.symlink_to(tmp_path / "elsewhere")
        else:
            at.mkdir()
            at.chmod({"group": 0o770, "world": 0o777, "foreign": 0o700}[kind])
        if kind == "foreign":
            if os.getuid() != 0:
                pytest.skip("only root can give a folder away")
            os.chown(at, 12345, 12345)

    return make


UNSAFE = {"group": "other users can write", "world": "other users can write", "foreign": "another user", "link": "link"}


@pytest.mark.parametrize("kind", UNSAFE)
def test_a_folder_that_others_could_write_is_known_by_its_owner_and_mode(unsafe, tmp_path, kind):
    unsafe(kind, tmp_path / "cache")
    with pytest.raises(InputError, match=UNSAFE[kind]):
        cache_folder.own_folder(tmp_path / "cache")


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        ("world", "root"),
        seldom("link", "root"),
        seldom("foreign", "mode"),
        seldom("group", "mode"),
        ("link", "module"),
        seldom("world", "module"),
    ],
)
def test_a_folder_that_others_could_write_is_refused_at_every_level(use, unsafe, small_package, kind, level):
    """Machine code from it would run as the user; nothing is loaded from there, nor from a folder of the moment."""
    where = small_package / "cache"
    if level != "root":
        use()
        where = next(where.iterdir()) if level == "mode" else next(next(where.iterdir()).iterdir())
        shutil.rmtree(where)
    unsafe(kind, where)
    code = "from rural_abm.engine.errors import InputError\ntry:\n"
    code += "".join(f"    {line}\n" for line in USE.strip().splitlines())
    found = " ".join(use(code + "except InputError as error:\n    print(error)\n"))
    assert f"machine code is not kept in {where}, which" in found and UNSAFE[kind] in found
    assert "RURAL_ABM_CACHE" in found and "6.0" not in found


def test_folders_are_made_for_the_user_alone(use, small_package):
    use("import os\nos.umask(0)\n" + USE)
    made = [small_package / "cache", *(path for path in (small_package / "cache").rglob("*") if path.is_dir())]
    assert len(made) >= 3 and {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o700}
    assert use() == ["6.0", "1"]


DAMAGES = {
    "emptied": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "one byte": lambda content: content[:-40] + bytes([content[-40] ^ 1]) + content[-39:],
    "foreign": lambda content: b"\x80\x04no pickle of ours",
    "another's pickle": lambda content: pickle.dumps((1, 2, 3)),
}


@pytest.mark.parametrize(
    ("damage", "ending"),
    [
        ("one byte", "nbc"),
        ("emptied", "nbi"),
        *(seldom(name, end) for name in DAMAGES for end in ("nbi", "nbc", "json")),
    ],
)
def test_damaged_machine_code_is_compiled_again(use, small_package, damage, ending):
    use()
    (path,) = (small_package / "cache").rglob(f"*.{ending}")
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert use() == ["6.0", "0"]
    assert use() == ["6.0", "1"]


@pytest.mark.verify
@pytest.mark.parametrize("ending", ["nbi", "nbc"])
def test_a_folder_where_a_file_should_be_is_replaced(use, small_package, ending):
    use()
    (path,) = (small_package / "cache").rglob(f"*.{ending}")
    path.unlink()
    path.mkdir()
    assert use() == ["6.0", "0"]
    assert use() == ["6.0", "1"]


FULL_DISK = """
import errno, os, tempfile

def full(*arguments, **options):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

"""


@pytest.mark.parametrize("where", ["os.replace", *map(seldom, ("os.mkdir", "tempfile.TemporaryFile", "os.utime"))])
def test_a_full_disk_keeps_nothing_and_stops_nothing(use, where):
    assert use(FULL_DISK + f"{where} = full\n" + USE) == ["6.0", "0"]


def test_hashes_follow_names_and_contents(tmp_path, monkeypatch):
    monkeypatch.setattr(kernels, "PACKAGE", tmp_path)
    sources, everything = kernels.source_hash.__wrapped__, kernels.code_hash.__wrapped__
    (tmp_path / "a.py").write_text("x = 1")
    (tmp_path / "table.csv").write_text("1")
    first = sources(), everything()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.cpython-311.pyc").write_text("compiled")
    (tmp_path / ".a.py.swp").write_text("an editor's")
    assert (sources(), everything()) == first
    (tmp_path / "table.csv").write_text("2")
    assert sources() == first[0] and everything() != first[1]
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert sources() != first[0]


def test_sources_are_those_that_compiled_code_can_depend_on(tmp_path, monkeypatch):
    """Work on a figure recompiles nothing, but it is other code: the manifest of a run says so."""
    monkeypatch.setattr(kernels, "PACKAGE", tmp_path)
    sources, everything = kernels.source_hash.__wrapped__, kernels.code_hash.__wrapped__
    for name in ("care/beds.py", "study/running/runs.py", "figures/map.py", "report/write.py", "cli/runs.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("x = 1")
    first = sources(), everything()
    seen = {first[1]}
    for name in ("study/running/runs.py", "figures/map.py", "report/write.py", "cli/runs.py"):
        (tmp_path / name).write_text("x = 2")
        assert sources() == first[0] and everything() not in seen
        seen.add(everything())
    (tmp_path / "care" / "beds.py").write_text("x = 2")
    assert sources() != first[0]


def test_no_kernel_stands_in_a_room_that_is_said_to_have_none(modules):
    """Else its machine code would outlive an edit of it; and nothing that has kernels may import such a room."""
    free = tuple(f"rural_abm/{name}" for name in kernels.ROOMS_WITHOUT_KERNELS)
    with_kernels = {m.path for m in modules if "import kernel" in m.source}
    assert len(with_kernels) > 2
    assert not {path for path in with_kernels if path.startswith(free)}


def test_a_number_is_of_its_own_type_in_every_call():
    """Calls with numbers are remembered by their classes; `int` has several numba types and is not."""

    @kernels.kernel
    def half(number):
        return number / 2

    for _ in range(2):
        assert half(np.int32(3)) == 1.5
        assert half(np.float32(0.5)) == 0.25
        assert half(True) == 0.5
        assert half(2**63) == 2.0**62
        assert half(-(2**63)) == -(2.0**62)
        assert half(np.uint64(2**63)) == 2.0**62
