"""An independent engine of the patient day in plain Mesa: one Python agent a resident, ordinary random numbers.

It is written from the model description (`docs/odd.md`, sections 5, 7.2-7.4, 7.8, 7.10 and 7.11), the parameter
register and the data tables alone, by somebody who had not read the kernels, and shares no code with them beyond
reading the tables and the calendar. It serves `tests/verification/test_independent.py`, which compares the two engines
statistically, and `benchmarks/peer.py`, which compares their speed.

How it works differs on purpose: no planned days, no thresholds and no addressed draws; every resident draws every day.

**In it**: residents with age, sex, household, relatives, frailty, conditions and person factor; births, moves and
deaths; changes of frailty; acute episodes with kind, severity, minute and season; hidden declines, their finding and
collapse; the raised rate after a stay; complaints to the telephone nurse (advice, nurse, GP); planned visits; GP slots
and queues by unit, with a part kept for acute needs; the physician on call by telephone; the emergency chain, emergency
departments, stays in hospital, deaths by episodes, worsening by stays and collapses, readmissions; enrolment in home
nursing and special housing, with the visits at which nurses find declines.

**Not in it**: staff as persons, ties and continuity, channels to a doctor and coordination, medicine reviews and
discharge tasks, beds that can be full, cottage hospital beds, transport, specialists, visitors, money. What switches
these off on the compiled side stands in `common_ground.py`. Minutes set aside in a GP's day have an account of their
own, `kept.py`.

**How the description is read** where it leaves a choice. These readings were chosen, or changed from a first one, after
comparing what both engines hold and count (data dictionary), never by reading the other code; so on these points the
agreement of the engines is no independent evidence, only a sign that the description should say more:

- rates of a calendar year go by the completed age in its middle, and formulas in age take half a year more;
- the log-linear onset is a broken line through the known points, drawn on below the first and above the last;
- shares of frailty and of conditions are those of the middle of a year of life, the mean person factor of its end;
- what conditions make of a rate is divided by its mean over those of the same age and state, so that `episode_ratio`
  is the whole difference between states; complaints by state are divided by the mean over states of the age;
- conditions come with a worse state of frailty as they come with a birthday;
- of the planned visits only those without a listed condition go by `primary_care_ratio`;
- "frail" in 7.8 means moderately or severely frail; mild episodes count as complaints and block no other episode;
- whoever a GP has seen and sent on is not left at home by the ambulance; the enrolled have neither reception nor the
  physician on call for an episode, only channels;
- only the enrolled apply for special housing; at the start it is filled in the order of keys;
- home-nursing visits a year are `visits_least` + `visits_above_least` x an exponential x `visits_ratio`;
- at weekends planned visits go to the GP queue, since no nurse of the centre is there;
- a stay lasts at least one day; who is enrolled and ready may wait.

"""

from .model import PatientDay

__all__ = ["PatientDay"]
