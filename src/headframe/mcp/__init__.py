"""The assistant's door: the same questions as read-only tools of the Model Context Protocol."""
