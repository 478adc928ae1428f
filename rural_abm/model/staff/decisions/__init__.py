"""Why someone leaves, stays or comes: what a person sees in a month, the hazard of leaving, and a post's attraction."""
