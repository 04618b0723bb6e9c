"""Signed custody: who vouches for the journal, and since when it has been as it is."""
