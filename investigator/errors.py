"""Errors by blame: `Trouble` is the world's fault and said plainly; bugs stay builtin exceptions."""


class Trouble(Exception):
    """Something outside the program went wrong.

    Its text is one sentence fit for the analyst: what failed, on what, and what to do.
    """
