"""newscli: a news reader for people who live in a terminal and in pipes."""

__version__ = "0.1.0"
