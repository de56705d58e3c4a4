"""New cases: the questions that `new` asks, and the file to fill in that it writes."""
