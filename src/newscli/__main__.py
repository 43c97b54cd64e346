"""`python -m newscli`."""

from newscli.cli.main import entry

entry()
