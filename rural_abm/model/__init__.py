"""The model of the region: people, their ties, staff, care, money and organisations, one folder each."""
