"""One person's years side by side: what is counted comes out of the registers, known is who was met before."""

import pytest

from rural_abm.engine.errors import InputError
from rural_abm.figures import read_figure_manifest, write_story
from rural_abm.governance import Scenario
from rural_abm.study.compare.lives import find_someone, lives
from rural_abm.study.compare.pairwise import WarmStarts
from rural_abm.study.compare.vocabulary import person_words, vocabulary

LIKE = "age_from=80,enrolled=1,frailty=severe"


@pytest.fixture(scope="module")
def warm():
    return WarmStarts(1)


@pytest.fixture(scope="module")
def told(warm):
    scenarios = [Scenario(years=1), Scenario("home_hospital", years=1, adoption="full")]
    return lives(scenarios, like=LIKE, draw=2, warm=warm)


@pytest.fixture(scope="module")
def alone(told):
    """The contacts and events of the same person, read out of the registers another way."""
    from rural_abm.simulation.model import RuralModel

    model = RuralModel(Scenario(years=1, register="all")).run()
    contacts, events = model.contacts(), model.events()
    key = told.person["key"]
    return [frame[(frame["person"] == key) & (frame["day"] >= 0)] for frame in (contacts, events)]


def items(told, world=0):
    return list(told.worlds.values())[world]["items"]


def test_every_contact_and_event_is_told_once(told, alone):
    contacts, events = alone
    rounds = contacts["kind"] == "home_nursing"
    totals = next(iter(told.worlds.values()))["totals"]
    assert totals["home_nursing"] == rounds.sum() > 0
    single = [item for item in items(told) if item["kind"] != "home_nursing"]
    assert len(single) == (~rounds).sum() + len(events)
    assert totals["km"] == pytest.approx(contacts.loc[~rounds, "metres"].sum() / 1000, abs=0.1)


def test_who_is_known_was_met_before(told, alone):
    contacts, _ = alone
    met = {}
    for row in contacts.sort_values(["day", "minute"], kind="stable").itertuples(index=False):
        found = [
            one
            for one in items(told)
            if one["day"] == row.day and one["minute"] == row.minute and one["staff"] == row.staff
        ]
        if row.staff >= 0 and row.kind != "home_nursing" and row.staff in met:
            assert all(one["known"] for one in found)
        met[row.staff] = True
    counted = [one for one in items(told) if one["known"] is not None]
    assert all(one["known"] == (one["met_before"] > 0) for one in counted)
    assert any(not one["known"] for one in counted) and any(one["known"] for one in counted)


def test_shocks_of_both_worlds_are_marked(told):
    first, second = (
        {(one["day"], one["detail"]) for one in items(told, world) if one["kind"] == "episode"} for world in (0, 1)
    )
    marked = {(one["day"], one["detail"]) for one in items(told) if one["shared"] and one["kind"] == "episode"}
    assert marked == first & second and marked


def test_nights_are_those_until_the_way_home(told):
    for world in (0, 1):
        found = items(told, world)
        for one in found:
            if one["kind"] == "admitted":
                ends = [
                    other["day"]
                    for other in found
                    if other["kind"] in ("discharged", "died") and other["day"] >= one["day"]
                ]
                assert one["nights"] == (ends[0] if ends else 365) - one["day"]


def test_items_come_in_order_and_years_sum_up(told):
    for world in told.worlds.values():
        days = [one["day"] for one in world["items"]]
        assert days == sorted(days)
        assert sum(year["visits"] for year in world["by_year"]) == world["totals"]["visits"]


def test_a_draw_is_anyone_who_fits_and_the_same_again(warm):
    scenario = Scenario(years=1)
    count, first = find_someone(scenario, LIKE, 3, warm)
    assert find_someone(scenario, LIKE, 3, warm) == (count, first)
    assert len({find_someone(scenario, LIKE, draw, warm)[1]["key"] for draw in range(10)}) > 5
    assert first["frailty"] == "severe" and first["age"] >= 80 and first["enrolled"] == "1"
    assert find_someone(scenario, "age_from=140", 0, warm) == (0, None)


def test_conditions_and_ages_are_criteria(warm):
    _, person = find_someone(Scenario(years=1), "age_from=70,age_to=75,conditions_from=3", 1, warm)
    assert 70 <= person["age"] <= 75 and len(person["conditions"]) >= 3
    with pytest.raises(InputError, match="age_form"):
        find_someone(Scenario(years=1), "age_form=70", 1, warm)


def test_all_registers_have_words_in_both_languages(told):
    from rural_abm.model.people.records import CONDITIONS, EPISODE_KINDS, FRAILTY_STATES
    from rural_abm.model.ties.clinicians import EMPLOYMENTS, ROLES
    from rural_abm.model.ties.records import CONTACT_MODES
    from rural_abm.state.happenings import EVENT_KINDS

    of_staff = {"staff_came", "staff_left", "decision", "leaving_factor", "routine"}
    wanted = {
        "modes": CONTACT_MODES, "roles": ROLES, "employments": EMPLOYMENTS, "episodes": EPISODE_KINDS,
        "frailty": FRAILTY_STATES, "conditions": CONDITIONS, "events": set(EVENT_KINDS) - of_staff,
    }  # fmt: skip
    for section, names in wanted.items():
        assert set(vocabulary()[section]) == set(names), section
    for section in vocabulary().values():
        assert all(text["en"].strip() and text["sv"].strip() for text in section.values())
    assert all(text for text in person_words(told.person).values())


def test_the_picture_says_what_it_was_made_of(told, tmp_path):
    paths = write_story(told, tmp_path / "story.svg")
    assert [path.name for path in paths] == ["story.sv.svg", "story.en.svg"]
    facts = read_figure_manifest(paths[0])
    assert facts["person"] == told.person["key"] and facts["language"] == "sv"
    again = write_story(told, tmp_path / "again.svg")
    assert paths[0].read_bytes() == again[0].read_bytes()
    alone = write_story(told, tmp_path / "alone.svg", "en")
    assert [path.name for path in alone] == ["alone.en.svg"] and alone[0].read_bytes() == paths[1].read_bytes()
    with pytest.raises(InputError, match="picture"):
        write_story(told, tmp_path / "story.doc")


def test_worlds_with_different_seeds_share_nobody():
    with pytest.raises(InputError, match="same seed"):
        lives([Scenario(seed=1), Scenario("home_hospital", seed=2)], like=LIKE)
