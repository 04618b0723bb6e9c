"""The language of filters and search: `asset:USDC value>10k label:mixer hops<=2 time:2022-08`.

`vocabulary` is the one place that says which keys there are and what they mean: the parser, completion, error
sentences, the command line's help and the window's help are made from it.
"""
