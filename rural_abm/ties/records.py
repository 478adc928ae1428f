"""The tie record: one resident, one clinician, a strength with its date, and contacts by kind."""

from rural_abm.records import Field, record_dtype

CONTACT_MODES = ("clinic", "home_visit", "ward", "video", "phone")
(CLINIC, HOME_VISIT, WARD, VIDEO, PHONE) = range(len(CONTACT_MODES))

TIE_FIELDS = (
    Field("resident", "i4", "row", "resident row; -1 where the tie has been dropped"),
    Field("staff", "u2", "row", "staff row of the clinician"),
    Field("next", "i4", "row", "next tie of the same resident, -1 at the end"),
    Field("strength", "f8", "1", "strength on `day`; halves with the tie's half-life", (0, 1)),
    Field("day", "i4", "day", "day of the strength: of the last contact"),
    Field("first_day", "i4", "day", "day of the first contact"),
    Field("counted_this_year", "u2", "count", "GP contacts this year that registers count (clinic, home visit, video)"),
    Field("counted_last_year", "u2", "count", "the same last year"),
    Field("all_this_year", "u2", "count", "contacts of any mode this year"),
)
TIE = record_dtype(TIE_FIELDS)
