"""The commands: words of the shell in, calls of the shells `refresh` and `library`, and what `view` makes of the answers."""
