"""Models into characters: what a person reads on a terminal and what a program reads from a pipe.

Pure functions from models to strings; nothing is written but to a stream that is given. Import the module that is needed:
`machine` is what a pipe pays for, `headlines` what `latest` pays for.
"""
