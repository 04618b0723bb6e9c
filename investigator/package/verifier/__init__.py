"""What checks a package, in parts that are tested here and joined into the one file `verify.py` inside every package.

The parts use Python's standard library alone, and no name twice.
"""
