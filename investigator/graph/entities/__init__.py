"""Which accounts are one entity: typed links, each with its witnesses, that can be switched off and taken back."""
