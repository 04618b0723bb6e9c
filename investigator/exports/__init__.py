"""What leaves the case as files for other programs."""
