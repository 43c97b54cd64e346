"""Documents to what their publishers said: pure, no network, no clock, no file."""
