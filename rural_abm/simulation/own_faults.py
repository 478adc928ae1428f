"""What own rules raise: the part of the traceback that lies in the user's files, for whoever reports it."""

import traceback

from rural_abm.engine.errors import OWN_TRACEBACK


def mark_fault(error, rules):
    """Note on an error that own rules raised where in them it arose (str in `own_traceback`); others stay as they are.

    Errors keep what is noted on them when they come from another process.
    """
    modules = _modules(rules)
    frames = list(traceback.walk_tb(error.__traceback__))
    own = [place for place, (frame, _) in enumerate(frames) if frame.f_globals.get("__name__") in modules]
    if own:
        lines = traceback.StackSummary.extract(iter(frames[own[0] :])).format()
        setattr(error, OWN_TRACEBACK, "".join([*lines, *traceback.format_exception_only(error)]).rstrip())


def _modules(rules):
    """Return the names (set) of the modules that the rules come from."""
    functions = [function for steps in rules.steps.values() for function in steps]
    functions += [own.function for own in rules.outcomes.values()]
    return {one.__module__ for one in (*functions, *rules.kinds.values()) if not _is_packaged(one)}


def _is_packaged(one):
    return one.__module__.partition(".")[0] == __name__.partition(".")[0]
