"""Plain values that cross between rooms: what a publisher said, what is stored, what a reader asked. No behaviour but their own.

Import the module, not the package: `latest` pays for the classes it uses and for no others (0.3 ms each at start).
"""
