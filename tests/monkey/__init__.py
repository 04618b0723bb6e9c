"""A monkey at the real window: random actions, keys, clicks and drags; nothing may raise, freeze or be left behind.

    python -m tests.monkey --steps 10000 --seed 7

prints the seed, what went wrong with the actions before it, and how much threads, processes, widgets and memory
have grown. On a machine without a screen: `xvfb-run -a python -m tests.monkey …`.
"""
