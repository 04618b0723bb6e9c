"""The core of the workbench: cases, chain facts, graphs and reports, without a screen and without torch."""

from investigator.network import guard

__version__ = "0.1.0"

guard()  # whoever imports any part of the program: no path around the offline switch
