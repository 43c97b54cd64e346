"""The tour: an edition that ships with the program, served from this machine and read by the program itself."""
