"""Books, purses and the log of decisions: what organisations observe, what money they have and what they decided."""

from rural_abm.engine.records import Field, record_dtype
from rural_abm.model.care.records import PAY_RULE_COUNT

# Who has a budget, each municipality by municipality; these are payers of the accounts.
PURSES = ("region_primary_care", "region_hospital", "municipality")
(PRIMARY_CARE, HOSPITAL_CARE, MUNICIPAL_CARE) = range(len(PURSES))
SEPARATE, JOINT_COMMITTEE, SINGLE_PRINCIPAL = range(3)
# Who decides; the log also says which municipality, unit or hospital.
DECIDERS = ("municipality", "region", "centre", "hospital", "joint_committee", "one_principal")
(BY_MUNICIPALITY, BY_REGION, BY_CENTRE, BY_HOSPITAL, BY_COMMITTEE, BY_PRINCIPAL) = range(len(DECIDERS))
NO_PROJECT, PROJECT_RUNS, PROJECT_TAKEN_OVER, PROJECT_ENDED = range(4)
QUARTERS_KEPT = 6

# What is counted over a quarter: name, table of the ledger, columns that are added up, meaning. Columns of `counts` are
# those of the unit's municipality. Organisations do not see: needs given up or met nowhere, declines at home that
# has not been found, frailty, who waits without having asked, friction as the nurses feel it beyond its minutes.
QUARTER = (
    ("gp_post_days", "unit_counts", ("gp_post_days",), "GP posts that exist"),
    ("gp_vacant_days", "unit_counts", ("gp_vacant_days",), "GP posts without a permanent holder"),
    ("locum_weeks", "unit_counts", ("locum_weeks",), "locum weeks bought"),
    ("nurse_work_minutes", "unit_counts", ("nurse_work_minutes",), "minutes on duty of home-nursing nurses"),
    ("nurse_friction_minutes", "unit_counts", ("nurse_friction_minutes",), "minutes home nursing lost to friction"),
    ("home_nursing_gp_minutes", "unit_counts", ("home_nursing_gp_minutes",), "GP minutes set aside for home nursing"),
    ("agreed_gp_minutes", "unit_counts", ("agreed_gp_minutes",), "GP minutes agreed for home nursing"),
    ("bed_place_days", "unit_counts", ("bed_place_days",), "bed places that exist"),
    ("bed_occupied_days", "unit_counts", ("bed_occupied_days",), "bed places occupied"),
    ("visits_made", "counts", ("home_nurse_visits", "housing_visits"), "home-nursing visits made"),
    ("visits_due", "counts", ("visits_due",), "home-nursing visits that fell due"),
    ("visits_put_off", "counts", ("visits_put_off",), "of these postponed to another day"),
    ("requests", "counts", ("requests",), "requests for a physician from home nursing"),
    ("requests_failed", "counts", ("requests_failed",), "requests that no one could meet"),
    ("gp_waits", "counts", ("gp_waits",), "GP visits waited for"),
    ("gp_wait_days", "counts", ("gp_wait_days",), "days waited for them"),
    ("visits_paid", "counts", ("gp_visits", "nurse_visits"), "visits at the centre"),
    ("calls_unanswered", "counts", ("calls_unanswered",), "calls to the centre not answered the same day: complaints"),
    ("acute_enrolled", "counts", ("emergency_visits_enrolled", "admissions_enrolled"),
     "emergency visits and hospital stays of residents in home nursing"),
    ("sent_on", "counts", ("diverted",), "patients sent on because no bed was open near home"),
)  # fmt: skip
QUARTER_NAMES = tuple(name for name, _, _, _ in QUARTER)

BOOK_FIELDS = (
    Field("before", "i8", "counts", "sums of QUARTER up to the last quarter", None, (len(QUARTER),)),
    Field("year_before", "i8", "counts", "sums of QUARTER up to the last year", None, (len(QUARTER),)),
    Field("this_year", "i8", "counts", "sums of QUARTER over last year", None, (len(QUARTER),)),
    *(Field(name, "i8", "a quarter", meaning) for name, _, _, meaning in QUARTER),
    Field("list_size", "i8", "residents", "residents listed"),
    Field("list_share", "f8", "share", "of the residents listed at the municipality's units", (0, 1)),
    Field("enrolled", "i8", "residents", "residents in home nursing, by its own register"),
    Field("waiting", "i8", "needs", "planned needs in the centre's queue"),
    Field("gp_posts", "f8", "posts", "GP posts"),
    Field("gp_vacancy", "f8", "share", "of them without a permanent holder", (0, 1)),
    Field("home_nurse_posts", "f8", "posts", "home-nursing posts of the district"),
    Field("home_nurse_vacancy", "f8", "share", "of them without a holder", (0, 1)),
    Field("ward_vacancy", "f8", "share", "ward nurse posts without a holder", (0, 1)),
    Field("clinic_posts_vacant", "i8", "posts", "vacant and advertised nurse posts of centre and ward"),
    Field("home_posts_vacant", "i8", "posts", "vacant and advertised home-nursing posts"),
    Field("posts_held_vacant", "i8", "posts", "nurse posts of centre and ward held vacant by decision"),
    Field("home_posts_held_vacant", "i8", "posts", "home-nursing posts held vacant by decision"),
    Field("put_off_share", "f8", "share", "home-nursing visits due that were postponed", (0, 1)),
    Field("friction_share", "f8", "share", "of nurses' minutes on duty lost to friction"),
    Field("failed_share", "f8", "share", "requests for a physician that no one could meet", (0, 1)),
    Field("wait_days", "f8", "days", "mean wait for a GP visit"),
    Field("delivered_share", "f8", "share", "GP minutes set aside over those agreed; 1 where no volume is stated"),
    Field("acute_rate", "f8", "per enrolled and year", "emergency visits and hospital stays from home nursing", None,
          (QUARTERS_KEPT,)),
    Field("acute_count", "i8", "a quarter", "the same as counts, newest first", None, (QUARTERS_KEPT,)),
    Field("quarters_strained", "i8", "quarters", "in a row with many visits postponed or much friction"),
    Field("quarters_kept", "i8", "quarters", "reported quarters closed so far"),
    Field("pay_at_start_sek", "i8", "SEK", "reimbursement in the warm-up by PAY_RULES", None, (PAY_RULE_COUNT,)),
    Field("income_at_start_ore", "i8", "ore a year", "income of the centre in the warm-up year"),
    Field("capacity_at_start_ore", "i8", "ore a year", "price of the posts and places set by levers in the warm-up"),
    Field("need_index", "f8", "1", "share of residents aged 65 and over over the region's"),
    Field("socioeconomy_index", "f8", "1", "share of one-person households over the region's"),
    Field("sparsity_index", "f8", "1", "mean minutes to the unit over the region's"),
    Field("taken_over_ore", "i8", "ore a year", "price of what the region took over when project money ended"),
)  # fmt: skip
BOOK = record_dtype(BOOK_FIELDS)

PURSE_FIELDS = (
    Field("base_ore", "i8", "ore a year", "cost in the warm-up year times the level of budgets"),
    Field("moved_ore", "i8", "ore a year", "moved in (or out, negative) by decision of the region, all years together"),
    Field("programme_ore", "i8", "ore a year", "money that came with the levers' posts and places"),
    Field("income_change_ore", "i8", "ore", "income of centres last year less that of the warm-up year"),
    Field("budget_ore", "i8", "ore a year", "this year's budget"),
    Field("cost_ore", "i8", "ore", "last year's cost"),
    Field("result_ore", "i8", "ore", "last year's budget and income less its cost"),
    Field("deficit_share", "f8", "share", "last year's deficit over its budget; negative for a surplus"),
)
PURSE = record_dtype(PURSE_FIELDS)

SEEN_AT_MOST = 4
DECISION_FIELDS = (
    Field("day", "i4", "day", "world day"),
    Field("decider", "i1", "code", "who decided, by DECIDERS"),
    Field("index", "i2", "index", "municipality, unit or hospital that decided, -1 for the region"),
    Field("what", "i1", "index", "kind of decision, by DECISION_KINDS"),
    Field("unit", "i2", "index", "unit of care it is about"),
    Field("amount", "f8", "posts, places, weeks, half-days, minutes", "by the kind of decision"),
    Field("seen", "f8", "by kind", "the figures it rests on, in the order of data/decisions.toml", None,
          (SEEN_AT_MOST,)),
)  # fmt: skip
DECISION = record_dtype(DECISION_FIELDS)
