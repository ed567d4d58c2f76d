"""Profiles: where each field of a company is found in the record, one TOML file a company."""
