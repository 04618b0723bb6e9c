"""The hand-over package: a case, or a part of it, in one file that anybody can check with Python alone."""
