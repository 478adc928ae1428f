"""Posts and who holds them: opened and closed, left and filled, by permanent staff, locums, trainees and teams."""
