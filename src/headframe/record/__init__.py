"""The record: what was reported, and the view of it as of a day. The only room that opens a database."""
