"""Pages are set in a process of their own: `press` is the program's end of it, `__main__` the other.

Cancel ends that process, what it took of memory is given back, and no drawing or text can take the program down.
"""
