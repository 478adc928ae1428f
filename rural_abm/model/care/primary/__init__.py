"""The health centre: telephone, reception, lists, specialists it refers to."""
