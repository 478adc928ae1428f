"""Random valid scenarios: levers and dated changes to be drawn by hypothesis."""

from hypothesis import Phase
from hypothesis import strategies as st

SHARE = 0.05
# A scenario takes seconds, so one that fails is shown as it was drawn.
AS_DRAWN = (Phase.explicit, Phase.generate)
REFORMS = (
    "close_beds",
    "monitor_at_home",
    "name_gp_for_sickest",
    "open_evenings",
    "open_health_rooms",
    "put_specialists_on_video",
    "train_advanced_nurses",
)
VALUES = {
    "daily_slot": st.just(True),
    "locum_policy": st.integers(0, 520),
    "admission_watch": st.integers(1, 60),
    "named_gp": st.integers(0, 100),
    "monitoring": st.fixed_dictionaries({"places": st.integers(1, 30), "nurse_minutes_a_day": st.integers(1, 120)}),
    "remote_gp": st.fixed_dictionaries({"panel": st.integers(1, 300), "hours_a_week": st.integers(1, 40)}),
    "beds": st.fixed_dictionaries(
        {"places": st.integers(0, 12), "nurse_posts": st.floats(0, 20).map(lambda x: round(x, 1))}
    ),
    "dedicated_roles": st.fixed_dictionaries(
        {"half_days_a_week": st.integers(1, 10), "assignment": st.sampled_from(["specialised", "rotating"])}
    ),
}
LEVERS = st.sets(st.sampled_from(sorted(VALUES)), max_size=3).flatmap(
    lambda chosen: st.fixed_dictionaries({name: VALUES[name] for name in sorted(chosen)})
)
CHANGES = st.lists(
    st.builds(
        lambda day, levers, reform: {"day": day, "levers": levers, "reforms": [reform]},
        st.integers(1, 100),
        LEVERS,
        st.sampled_from(REFORMS),
    ),
    max_size=2,
    unique_by=lambda change: change["day"],
)
