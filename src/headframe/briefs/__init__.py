"""Briefs: values first (Brief and its sections), form last (terminal, HTML, JSON)."""
