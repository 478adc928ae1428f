"""Kinds of clinicians with whom a resident can have a tie: codes of role, employment and status of the staff record."""

ROLES = (
    "gp",
    "clinic_nurse",
    "home_nurse",
    "ward_nurse",
    "ambulance_nurse",
    "advanced_nurse",
    "coordinator",
    "team_physician",
    "team_nurse",
)
(GP, CLINIC_NURSE, HOME_NURSE, WARD_NURSE, AMBULANCE_NURSE, ADVANCED_NURSE, COORDINATOR, TEAM_PHYSICIAN, TEAM_NURSE) = (
    range(len(ROLES))
)
# Physicians of mobile teams are doctors without a reception or a list.
DOCTORS = (GP, TEAM_PHYSICIAN)
EMPLOYMENTS = ("permanent", "rotating", "trainee", "locum", "remote")
(PERMANENT, ROTATING, TRAINEE, LOCUM, REMOTE) = range(len(EMPLOYMENTS))
IN_POOL, EMPLOYED, GONE = range(3)
