"""The nouns: concepts and companies as data, facts, sources and figures."""
