"""The command line's surroundings: options in two languages, output, and text set for a terminal."""
