"""What organisations decide from their books: rules by example, every act logged, no person's state read."""

import ast
from types import SimpleNamespace

import numpy as np
import pytest
import regions
from hypothesis import given
from hypothesis import strategies as st

from rural_abm import Scenario
from rural_abm.model.organisations.acts import ACTS, carry_out
from rural_abm.model.organisations.books import close_books
from rural_abm.model.organisations.budgets import close_year, move_money, open_budgets, shared
from rural_abm.model.organisations.log import Decision, decision_texts
from rural_abm.model.organisations.records import SEEN_AT_MOST
from rural_abm.model.staff.records import HOME_NURSE
from rural_abm.regions.registers import load_register
from rural_abm.simulation.agents.decisions import centre, hospital, municipality, quarter, region
from rural_abm.simulation.agents.decisions.views import books_of, purse_of
from rural_abm.state.ledger import DECISION_KINDS

SHARE = 0.1
OF_RESIDENTS = ("residents", "needs", "ties", "onsets", "changes", "calendar", "contacts", "channels_asked")
RULES = SimpleNamespace(**{name: load_register().value(name) for name in load_register() if "." not in name})
QUIET = {
    "quarters_strained": 0, "home_posts_held_vacant": 0, "home_nurse_vacancy": 0.0, "extra_posts": 0,
    "home_nurse_posts": 5.0, "put_off_share": 0.02, "friction_share": 0.1, "home_posts_vacant": 0,
    "half_days": 0, "half_days_agreed": 0, "agreement_minutes_a_week": 0, "delivered_share": 1.0, "wait_days": 5.0,
    "reserved": 0, "followed_up": 0, "follows_needs": 0, "sanction": 1, "agreement_failures": 0, "agreed_gp_minutes": 0,
    "pay_visit_sek": 0, "pay_team_sek": 0, "one_body": False, "has_channel": False, "failed_share": 0.0,
    "gp_posts": 4.0, "gp_vacancy": 0.25, "beds": 4, "beds_closed": 0, "beds_closed_in_summer": 0, "ward_vacancy": 0.0,
    "locum_weeks_year": 50, "locum_weeks_allowed": 156, "locum_weeks_cut": 0, "clinic_posts_vacant": 1,
    "posts_held_vacant": 0, "sent_on": 3, "project_begins": False, "project_runs": False, "project_days_left": 0,
    "quarters_kept": 9, "is_largest": True, "team_minutes_allowed": 600, "team_minutes": 0,
    "acute_rate": [1.0] * 6, "acute_count": [100] * 6, "unit": 0, "list_size": 2500, "money_gp_posts": 0,
    "money_nurse_posts": 0,
}  # fmt: skip


def book(**changes):
    assert set(changes) <= set(QUIET)
    return SimpleNamespace(**{**QUIET, **changes})


def purse(deficit=0.0):
    return SimpleNamespace(deficit_share=deficit)


def kinds(decisions):
    return [decision.what for decision in decisions]


# rules by example


def test_a_municipality_whose_visits_are_put_off_raises_a_post():
    strained = {"quarters_strained": 2, "put_off_share": 0.3}
    assert kinds(municipality.decide_quarter(3, book(**strained), purse(), RULES)) == ["open_home_nurse_post"]
    for changes, deficit in (
        ({"quarters_strained": 1}, 0.0),
        ({**strained, "home_nurse_vacancy": 0.4}, 0.0),
        ({**strained, "extra_posts": 2}, 0.0),
        (strained, 0.2),
    ):
        assert municipality.decide_quarter(3, book(**changes), purse(deficit), RULES) == []


def test_a_deficit_holds_posts_and_closes_beds_and_a_surplus_takes_it_back():
    large = kinds(region.decide_year(1, book(), purse(0.5), RULES))
    assert large == ["cut_locum_weeks", "hold_post_vacant", "close_places"]
    assert kinds(region.decide_year(1, book(beds=1), purse(0.5), RULES)) == large[:2]
    saved = book(locum_weeks_cut=20, posts_held_vacant=1, beds_closed=1)
    assert kinds(region.decide_year(1, saved, purse(-0.01), RULES)) == [
        "restore_locum_weeks",
        "advertise_post",
        "open_places",
    ]
    assert region.decide_year(1, saved, purse(0.01), RULES) == []
    assert kinds(municipality.decide_year(1, book(home_posts_vacant=2), purse(0.2), RULES)) == ["hold_post_vacant"]


def test_locums_are_cut_below_what_was_bought():
    (cut, *_) = region.decide_year(1, book(locum_weeks_year=100), purse(0.06), RULES)
    assert 156 - cut.amount == 100 - round(100 * RULES.locum_cut_share)


def test_beds_close_for_the_summer_where_nurses_are_short():
    assert kinds(region.decide_summer(1, book(ward_vacancy=0.5), RULES)) == ["close_places_in_summer"]
    assert region.decide_summer(1, book(), RULES) == []
    (back,) = region.decide_summer(1, book(beds_closed_in_summer=1), RULES)
    assert back.amount == 0


def test_the_manager_gives_half_days_that_bind_and_takes_back_those_that_do_not():
    agreed = {"half_days_agreed": 4, "half_days": 1, "delivered_share": 0.3, "has_channel": True}
    for binding in ({"reserved": 1}, {"followed_up": 1}):
        assert kinds(centre.decide_quarter(1, book(**agreed, **binding), RULES)) == ["give_half_day"]
    assert centre.decide_quarter(1, book(**agreed), RULES) == []
    waiting = book(**agreed, wait_days=60.0)
    assert kinds(centre.decide_quarter(1, waiting, RULES)) == ["take_half_day_back"]
    assert centre.decide_quarter(1, book(**{**agreed, "delivered_share": 1.0}, reserved=1, wait_days=60.0), RULES) == []


def test_reimbursement_decides_what_half_days_are_worth():
    channel = {"has_channel": True, "half_days": 2}
    assert kinds(centre.decide_quarter(1, book(**channel, pay_team_sek=3000), RULES)) == ["give_half_day"]
    assert kinds(centre.decide_quarter(1, book(**channel, pay_visit_sek=600), RULES)) == ["take_half_day_back"]
    assert centre.decide_quarter(1, book(**channel), RULES) == []
    no_doctor = book(**channel, pay_team_sek=3000, gp_vacancy=1.0)
    assert centre.decide_quarter(1, no_doctor, RULES) == []


def test_only_one_body_over_both_sees_that_calls_fail():
    failing = {"has_channel": True, "failed_share": 0.6}
    assert centre.decide_quarter(1, book(**failing), RULES) == []
    assert kinds(centre.decide_quarter(1, book(**failing, one_body=True), RULES)) == ["give_half_day"]


def test_an_agreement_is_followed_up_only_with_a_volume():
    missed = {"followed_up": 1, "half_days_agreed": 3, "agreed_gp_minutes": 9000, "delivered_share": 0.2,
              "agreement_minutes_a_week": 600}  # fmt: skip
    assert kinds(region.follow_up(1, book(**missed), RULES)) == ["follow_up_agreement"]
    assert region.follow_up(1, book(followed_up=1), RULES) == []
    assert region.follow_up(1, book(**{**missed, "followed_up": 0}), RULES) == []
    few = kinds(region.follow_up(1, book(**missed, gp_vacancy=0.9), RULES))
    assert few == ["follow_up_agreement", "adjust_agreement"]
    often = {**missed, "agreement_failures": int(RULES.sanction_failures_needed) - 1}
    followed, sanction = region.follow_up(1, book(**often), RULES)
    assert sanction.what == "use_sanction" and sanction.amount == 480 and followed.amount < 0
    assert "use_sanction" not in kinds(region.follow_up(1, book(**often, sanction=0), RULES))
    met = {**missed, "delivered_share": 1.0, "failed_share": 0.5}
    assert kinds(region.follow_up(1, book(**met), RULES)) == ["follow_up_agreement"]
    assert kinds(region.follow_up(1, book(**met, follows_needs=1), RULES))[-1] == "adjust_agreement"


def test_a_hospital_starts_a_team_after_two_quarters_of_rise():
    rises = {"acute_rate": [2.0, 1.9, 1.0, 1.0, 1.5, 1.5], "acute_count": [200, 190, 100, 100, 150, 150]}
    assert kinds(hospital.decide_quarter(1, book(**rises), RULES)) == ["start_team"]
    once = {**rises, "acute_rate": [2.0, 1.5, 1.0, 1.0, 1.5, 1.5]}
    small = {**rises, "acute_count": [12, 11, 10, 10, 9, 9]}
    for changes in (once, small, {**rises, "team_minutes_allowed": 0}, {**rises, "team_minutes": 600}):
        assert hospital.decide_quarter(1, book(**changes), RULES) == []
    assert kinds(hospital.decide_year(0, 50, 0, purse(0.2), [2, 4], RULES)) == [
        "end_team",
        "end_team",
        "close_hospital_beds",
    ]


def test_a_project_ends_unless_the_accounts_allow_to_take_it_over():
    assert kinds(region.decide_project(1, book(project_runs=True, project_begins=True), purse(), RULES)) == [
        "start_project"
    ]
    assert region.decide_project(1, book(project_runs=True, project_days_left=5), purse(), RULES) == []
    assert kinds(region.decide_project(1, book(project_runs=True), purse(), RULES)) == ["take_over_project"]
    assert kinds(region.decide_project(1, book(project_runs=True), purse(0.2), RULES)) == ["end_project"]


def test_moved_money_opens_what_it_pays_where_there_is_least():
    books = [book(unit=0, list_size=9000), book(unit=1, list_size=3000)]
    moved = int(3 * RULES.gp_year_sek * 100 / RULES.shift_gp_share)
    found = region.posts_of_moved_money(books, moved, RULES, 100)
    assert [d.unit for d in found if d.what == "open_gp_post"] == [0, 0, 0]
    assert all(d.seen[0] == moved / 100 for d in found)
    beds = region.beds_of_moved_money([(0, 50, 0), (5, 10, 0)], int(3.65e6 * 100 * 2), RULES, 100, 365)
    assert [(d.what, d.unit) for d in beds] == [("close_hospital_beds", 0)] * 2


# texts and log


@pytest.mark.parametrize("kind", DECISION_KINDS)
def test_every_kind_of_decision_has_an_act_and_texts_in_both_languages(kind):
    texts = decision_texts()[kind]
    assert kind in ACTS and list(decision_texts()) == list(DECISION_KINDS)
    assert texts["title"]["en"] != texts["title"]["sv"]
    assert 1 <= len(texts["seen"]) <= SEEN_AT_MOST
    for lang in ("en", "sv"):
        for name in texts["seen"]:
            assert "{" + name + "}" in texts["why"][lang], (kind, lang, name)


@pytest.mark.parametrize("decision", [
    *municipality.decide_quarter(0, book(quarters_strained=5), purse(), RULES),
    *region.decide_year(0, book(), purse(0.9), RULES),
    *region.decide_year(0, book(locum_weeks_cut=2, posts_held_vacant=1, beds_closed=1), purse(-1), RULES),
    *region.decide_summer(0, book(ward_vacancy=0.9), RULES),
    *centre.decide_quarter(0, book(has_channel=True, pay_team_sek=9000), RULES),
    *region.decide_project(0, book(project_runs=True), purse(0.9), RULES),
    *hospital.decide_year(0, 50, 1, purse(-0.9), [], RULES),
], ids=lambda decision: decision.what)  # fmt: skip
def test_a_decision_carries_the_figures_its_text_speaks_of(decision):
    assert len(decision.seen) == len(decision_texts()[decision.what]["seen"])


def test_what_was_decided_can_be_read_with_what_was_seen_and_why():
    model = regions.run_days(regions.model_of(Scenario(seed=3, years=1, register="all"), SHARE), 1)
    before = len(model.decisions())
    carry_out(model.world, 0, 2, Decision("open_home_nurse_post", 3, 1.0, (0.25, 0.5, 0.0, -0.02)))
    row = model.decisions().iloc[-1]
    assert row["organisation"] == "municipality vilhelmina" and row["unit"] == "vilhelmina"
    assert "25 % of the visits due" in row["why_en"] and "50 % av sjuksköterskornas" in row["why_sv"]
    assert "put_off_share = 0.25" in row["seen"]
    events = model.events()
    assert (events["kind"] == "decision").sum() == before + 1 == len(model.decisions())
    assert model.municipalities[2].decisions.iloc[-1]["why_en"] == row["why_en"]
    assert set(model.region.decisions["organisation"]) <= {"region"}


# what is done


def test_a_strained_district_gets_a_post_that_waits():
    model = regions.model_of(Scenario(seed=3, years=1), SHARE)
    world = model.world
    open_budgets(world)
    before = int(world.now["posts"][0])
    world.books["quarters_strained"], world.books["home_nurse_vacancy"] = 4, 0.0
    world.books["home_posts_held_vacant"] = 0
    quarter.decide_quarter(model)
    posts = np.asarray(world.posts)[before : int(world.now["posts"][0])]
    assert len(posts) == 9 and (posts["role"] == HOME_NURSE).all() and (posts["holder"] < 0).all()
    assert (posts["share"] == 1).all() and sorted(posts["unit"]) == list(range(9))
    assert (world.unit_decisions["extra_home_nurse_posts"] == 1).all()
    assert len(set(np.asarray(world.posts)["key"][: int(world.now["posts"][0])])) == int(world.now["posts"][0])


def test_nothing_changes_without_a_decision_in_the_log():
    """Three years: what organisations have changed is exactly what their log says."""
    levers = {"resource_shift": 1500, "agreement": {"physician_hours_a_week": 10, "followed_up": True}}
    model = regions.model_of(Scenario(seed=3, years=3, levers=levers), SHARE).run()
    log, world = model.decisions(), model.world
    assert len(log) > 10
    first = {key: index for index, key in enumerate(model.place.unit_keys)}
    units = log["unit"].map(first).to_numpy()

    def summed(kind, weight=None):
        chosen = (log["decision"] == kind).to_numpy()
        weights = log["amount"].to_numpy()[chosen] if weight is None else np.full(chosen.sum(), weight)
        return np.bincount(units[chosen], weights, 9)

    assert (summed("open_home_nurse_post") == world.unit_decisions["extra_home_nurse_posts"]).all()
    assert (summed("open_gp_post") == world.unit_decisions["money_gp_posts"]).all()
    assert (summed("open_nurse_post") == world.unit_decisions["money_nurse_posts"]).all()
    assert (summed("give_half_day") - summed("take_half_day_back") == world.unit_decisions["half_days_moved"]).all()
    assert (summed("close_places") - summed("open_places") == world.wards["closed"][:9]).all()
    held = np.asarray(world.posts)[: int(world.now["posts"][0])]
    assert (held["frozen"] == 2).sum() == (summed("hold_post_vacant", 1) - summed("advertise_post", 1)).sum()
    closed = log[log["decision"] == "close_hospital_beds"]["amount"]
    assert closed[closed > 0].sum() == world.wards["closed_for_money"].sum() > 0
    for kind in DECISION_KINDS:
        assert int(world.unit_counts[f"decided_{kind}"].sum()) == (log["decision"] == kind).sum()


# money


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**5), min_size=1, max_size=9))
def test_parts_of_money_add_up(amount, weights):
    parts = shared(amount, weights)
    assert (parts >= 0).all() and parts.sum() == (amount if sum(weights) else 0)
    assert (parts[np.array(weights) == 0] == 0).all()


@given(st.lists(st.integers(0, 10**11), max_size=4))
def test_moved_money_is_conserved(amounts):
    world = _world()
    world.purses["moved_ore"] = 0
    budget = int(world.purses["budget_ore"].sum())
    for amount in amounts:
        move_money(world, amount)
    assert int(world.purses["moved_ore"].sum()) == 0
    assert int(world.purses["moved_ore"][0].sum()) == sum(amounts)
    assert int(world.purses["budget_ore"].sum()) == budget


def _world(cache={}):  # noqa: B006
    if not cache:
        cache["model"] = regions.model_of(Scenario(seed=3, years=1), SHARE)
        cache["model"].step()
    return cache["model"].world


def test_budgets_are_the_present_costs_and_are_booked_to_the_ore():
    model = regions.model_of(Scenario(seed=3, years=1), SHARE).run()
    counts = model.world.unit_counts
    assert counts["budget_hospital_ore"][1].sum() == model.world.purses["budget_ore"][1].sum() > 0
    assert counts["budget_primary_care_ore"][1].sum() == model.world.purses["budget_ore"][0].sum() > 0
    assert (counts["budget_hospital_ore"][0] == 0).all()


# nobody's state is read


class Blind:
    """A world whose residents, needs, ties and contacts raise when they are looked at."""

    def __init__(self, world):
        object.__setattr__(self, "_world", world)

    def __getattr__(self, name):
        if name in OF_RESIDENTS:
            raise AssertionError(f"a decision looked at {name}")
        return getattr(self._world, name)


@pytest.mark.parametrize("principal", ["separate", "single"])
def test_no_decision_reads_a_residents_state(principal, monkeypatch):
    levers = {"principal": principal, "resource_shift": 1500, "monitoring": {"places": 2, "nurse_minutes_a_day": 10}}
    model = regions.model_of(Scenario(seed=3, years=2, levers=levers), SHARE)
    regions.run_days(model, 365)
    made = []
    monkeypatch.setattr(quarter, "carry_out", lambda world, by, index, decision: made.append(decision))
    world, now = Blind(model.world), model.world.now
    now["day"], now["reported_day"], now["day_of_year"] = now["day"] + 1, 365, 0
    now["month"], now["period"], now["year"] = 24, 2, 2
    grown = model.world._replace(**{
        name: np.concatenate([getattr(model.world, name)] * 2)
        for name in ("counts", "unit_counts", "activity")
    })  # fmt: skip
    world = Blind(grown)
    world.books["quarters_strained"] = 3
    close_books(world)
    close_year(world)
    names = ("unit_agents", "hospitals", "municipalities", "region")
    blind = SimpleNamespace(world=world, **{name: getattr(model, name) for name in names})
    quarter.decide_year(blind)
    quarter.shift_money(world)
    quarter.call_meetings(world)
    quarter.decide_quarter(blind)
    assert made
    with pytest.raises(AssertionError, match="looked at residents"):
        _ = world.residents


def test_what_a_decider_is_shown_holds_figures_only():
    world = _world()
    for value in vars(books_of(world)[2]).values():
        assert isinstance(value, (int, float, bool, list))
    assert all(isinstance(value, (int, float)) for value in vars(purse_of(world, 2, 0)).values())


DECIDERS = ("municipality", "region", "centre", "hospital", "views", "quarter")


@pytest.mark.parametrize("name", DECIDERS)
def test_the_source_of_decisions_names_nothing_of_residents(repository, name):
    folder = repository / "rural_abm" / "simulation" / "agents" / "decisions"
    tree = ast.parse((folder / f"{name}.py").read_text("utf-8"))
    assert looked_at(tree) == set()


@pytest.mark.parametrize("name", ["books", "budgets", "levers", "log", "setup", "acts"])
def test_what_organisations_keep_is_made_without_residents(repository, name):
    tree = ast.parse((repository / "rural_abm" / "model" / "organisations" / f"{name}.py").read_text("utf-8"))
    assert looked_at(tree) == set()


def test_four_deciders_import_nothing_but_the_form_of_a_decision(repository):
    for name in DECIDERS[:4]:
        text = (repository / "rural_abm" / "simulation" / "agents" / "decisions" / f"{name}.py").read_text("utf-8")
        imported = {node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
        assert imported <= {"rural_abm.model.organisations.log"}, name


def looked_at(tree):
    """Names of residents' arrays that a module reads as attributes, by subscript or by import."""
    found = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    of_people = {module for module in modules if module.startswith(("rural_abm.model.people", "rural_abm.model.ties"))}
    return (found & set(OF_RESIDENTS)) | of_people


def test_the_look_at_sources_finds_what_it_should():
    assert looked_at(ast.parse("frail = world.residents['frailty']")) == {"residents"}
    assert looked_at(ast.parse("getattr(world, 'needs')")) == {"needs"}
    assert looked_at(ast.parse("from rural_abm.model.people.records import ALIVE")) == {
        "rural_abm.model.people.records"
    }
