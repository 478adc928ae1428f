"""One seed of a setting: its runs, and the values of its patterns from them."""

from dataclasses import replace

from rural_abm.governance import Scenario
from rural_abm.study.evidence.patterns_files import declared


def measure(setting, seed, patterns, *, parameters=None, years=None, place=None, region=None):
    """Return {name: float, NaN where undefined} of patterns that share a setting, in one seed of it.

    `setting`: a Setting; `patterns`: Patterns; `parameters` {name: value} replace the register's; `years` replaces the
    setting's reported years; `place` the packaged place; `region` the default region. Raises InputError for given
    parameters that the setting itself sets, as these define it.
    """
    setting.check_free(parameters or ())
    parts = (setting.scenario, setting.other)
    scenarios = [_scenario(setting, part, seed, parameters, years, region) for part in parts]
    return WAYS[setting.way](setting, scenarios, patterns, place)


def _scenario(setting, changes, seed, parameters, years, region=None):
    values = {**(parameters or {}), **changes.get("parameters", {})}
    fields = {**changes, "seed": seed, "years": years or setting.years, "parameters": values}
    fields |= {} if region is None else {"region": region}
    return Scenario.from_mapping(fields, where=f"settings.{setting.name}")


def _model(scenario, place):
    from rural_abm.simulation.model import RuralModel

    return RuralModel(scenario, place=place)


def _outcomes(setting, scenarios, patterns, place):
    from rural_abm.study.evidence.patterns_outcomes import Run, value_of

    run = Run(_model(scenarios[0], place))
    return {pattern.name: value_of(pattern.quantity, run) for pattern in patterns}


def _pair(setting, scenarios, patterns, place):
    from rural_abm.study.evidence.patterns_outcomes import Run, value_of

    first, second = (Run(_model(scenario, place)) for scenario in scenarios)
    return {pattern.name: value_of(pattern.quantity, first, second) for pattern in patterns}


def _city(setting, scenarios, patterns, place):
    from rural_abm.study.evidence.patterns_experiments import city_place
    from rural_abm.study.evidence.patterns_outcomes import Run, value_of

    run = Run(_model(scenarios[0], city_place(setting.options["residents"], setting.options["others_share"], place)))
    return {pattern.name: value_of(pattern.quantity, run) for pattern in patterns}


def _spread(setting, scenarios, patterns, place):
    from rural_abm.study.evidence.patterns_experiments import share_tried, spread_of

    table = spread_of(setting, scenarios[0], place)
    return {one.name: _by_name({"share_tried": share_tried}, one.quantity, table) for one in patterns}


def _followed(setting, scenarios, patterns, place):
    from rural_abm.study.evidence.patterns_followed import Followed

    followed = Followed(_last_years(scenarios[0], place, setting.options.get("last_years")))
    return _closed(followed, setting.way, patterns)


def _years_of_use(setting, scenarios, patterns, place):
    from rural_abm.study.evidence.patterns_years import YearsOfUse

    return _closed(YearsOfUse(_model(scenarios[0], place)), setting.way, patterns)


def _closed(measured, way, patterns):
    """Return the patterns' values of a run, and close its model."""
    measures = measures_of(way)
    values = {one.name: _by_name(measures, one.quantity, measured) for one in patterns}
    measured.model.close()
    return values


def _last_years(scenario, place, years):
    """Return a model `years` years before its scenario's end, without earlier records; at its start for None."""
    if years is None or years >= scenario.years:
        return _model(scenario, place)
    before = _model(replace(scenario, register="none"), place).run(scenario.years - years)
    model = type(before)(scenario, place=place, snapshot=before.snapshot())
    before.close()
    return model


def _gp_leaves(setting, scenarios, patterns, place):
    from rural_abm.study.evidence.patterns_experiments import Leaving, leaving_ratio

    leaving = Leaving(_model(scenarios[0], place), setting.options["successor"])
    return {one.name: _by_name({"leaving_ratio": leaving_ratio}, one.quantity, leaving) for one in patterns}


def _by_name(measures, quantity, measured):
    return float(measures[quantity.measure](measured, **quantity.options))


WAYS = {
    "outcomes": _outcomes,
    "followed": _followed,
    "years_of_use": _years_of_use,
    "pair": _pair,
    "city": _city,
    "gp_leaves": _gp_leaves,
    "spread": _spread,
}


def measures_of(way):
    """Return {name: function} of the measures for patterns of settings made in that way; its import is heavy."""
    if way == "followed":
        from rural_abm.study.evidence import patterns_emergency, patterns_followed, patterns_stays

        return patterns_followed.MEASURES | patterns_emergency.MEASURES | patterns_stays.MEASURES
    if way == "years_of_use":
        from rural_abm.study.evidence.patterns_years import MEASURES

        return MEASURES
    if way == "gp_leaves":
        from rural_abm.study.evidence.patterns_experiments import leaving_ratio

        return {"leaving_ratio": leaving_ratio}
    if way == "spread":
        from rural_abm.study.evidence.patterns_experiments import share_tried

        return {"share_tried": share_tried}
    from rural_abm.study.evidence.patterns_outcomes import MEASURES

    return MEASURES


def measure_named(setting_name, seed, names, *, region=None, **changes):
    """Call `measure` by names, for other processes."""
    found = declared(region)
    patterns = [found.pattern(name) for name in names]
    return measure(found.settings[setting_name], seed, patterns, region=region, **changes)
