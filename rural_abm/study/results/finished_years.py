"""How much of a single run its results hold: all years, or those finished before an error ended it."""


def finished(years, asked):
    """Return the entries (dict) of a run's manifest of which `years` of those asked for were finished."""
    return {"complete": True} if years == asked else {"complete": False, "finished_years": years}


def years_missing(manifest):
    """Return one sentence on the years that a run with this manifest lacks; None of whole runs and other results."""
    if manifest.get("kind") != "run" or manifest.get("complete", True):
        return None
    (scenario,) = manifest["scenarios"].values()
    return f"incomplete: an error ended the run after {manifest['finished_years']} of {scenario['years']} years"
