"""One file a command: `command` declares its words for the option parser, `run` does it and can be called without one."""
