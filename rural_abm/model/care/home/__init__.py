"""Care at home: enrolment, rounds, declines that are found or missed, prevention."""
