"""The day and what surrounds it: names, order, and when months, weeks and years begin."""

import regions

import rural_abm.simulation.phases
from rural_abm import Scenario
from rural_abm.simulation.phases import DAY, MONTH, QUARTER, WEEK, YEAR, YEAR_END

LISTS = {"DAY": DAY, "MONTH": MONTH, "QUARTER": QUARTER, "WEEK": WEEK, "YEAR": YEAR, "YEAR_END": YEAR_END}


def test_every_phase_has_a_name_of_its_own_and_is_called_what_it_is():
    for phases in LISTS.values():
        names = [name for name, _ in phases]
        assert len(set(names)) == len(names)
        assert all(callable(phase) and name.startswith(phase.__name__) for name, phase in phases)


def test_phases_run_in_the_order_of_the_list_and_surrounding_steps_on_their_days(monkeypatch):
    done, start = [], regions.warmed(5, 0.01)

    def recorded(kind, name, phase):
        def run(world):
            done.append((int(world.now["reported_day"][0]), kind, name))
            phase(world)

        return name, run

    for kind, phases in LISTS.items():
        monkeypatch.setattr(
            rural_abm.simulation.phases, kind, tuple(recorded(kind, name, phase) for name, phase in phases)
        )
    regions.run_days(regions.restored(start, Scenario(seed=5, years=2), 0.01), 366)
    names = [name for name, _ in DAY]
    for day in (0, 100, 364):
        assert [name for when, kind, name in done if when == day and kind == "DAY"] == names
    begun = {
        kind: [day for day, what, name in done if what == kind and name == phases[0][0]]
        for kind, phases in LISTS.items()
    }
    assert begun["YEAR"] == [0, 365] and begun["YEAR_END"] == [364]
    assert begun["WEEK"] == list(range(0, 366, 7))
    assert begun["MONTH"] == [day for day in range(366) if day % 365 * 12 // 365 != (day - 1) % 365 * 12 // 365]
    assert len(begun["MONTH"]) == 13 and begun["QUARTER"] == begun["MONTH"][::3]
    first = [kind for day, kind, _ in done if day == 0]
    assert list(dict.fromkeys(first)) == ["YEAR", "MONTH", "QUARTER", "WEEK", "DAY"]
    last = [kind for day, kind, _ in done if day == 364]
    assert list(dict.fromkeys(last))[-2:] == ["DAY", "YEAR_END"]
