"""What a process of the package's own sets before it loads anything heavy."""

import json

CODE = """
import gc, json, os, sys
from rural_abm.engine.process_setup import OBJECTS_BETWEEN_COLLECTIONS, prepare_process
{before}
has_numpy = "numpy" in sys.modules
prepare_process()
print(json.dumps([has_numpy, os.environ["OPENBLAS_NUM_THREADS"], gc.get_threshold()[0], OBJECTS_BETWEEN_COLLECTIONS]))
"""


def test_one_thread_and_rare_collections_before_numpy_is_loaded(run_python):
    forget = "os.environ.pop('OPENBLAS_NUM_THREADS', None)"
    has_numpy, threads, collections, wanted = json.loads(run_python(CODE.format(before=forget)))
    assert not has_numpy and threads == "1" and collections == wanted > 10_000


def test_what_the_user_has_set_is_kept(run_python):
    assert json.loads(run_python(CODE.format(before=""), OPENBLAS_NUM_THREADS="3"))[1] == "3"


def test_arrow_sets_no_memory_aside(run_python):
    code = "from rural_abm.engine.process_setup import prepare_process\nprepare_process()\n"
    code += "import pyarrow\nprint(pyarrow.default_memory_pool().backend_name)"
    assert run_python(f"import os\nos.environ.pop('ARROW_DEFAULT_MEMORY_POOL', None)\n{code}").strip() == "system"
