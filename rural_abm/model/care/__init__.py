"""The day of care: triage, reception, home nursing, channels to a physician, acute care, beds and transport."""
