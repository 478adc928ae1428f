"""Results: the folders in which they are kept, their provenance and checks, and reading and showing them."""
