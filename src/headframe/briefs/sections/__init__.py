"""One file a section: each a function from a view and a company to a Section, or None where nothing is known."""
