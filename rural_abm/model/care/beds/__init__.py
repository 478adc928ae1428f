"""Wards: admission, stay, transfer, discharge."""
