"""The core of the workbench: cases, chain facts, graphs and reports, without a screen and without torch."""

__version__ = "0.1.0"
