"""The recording meter: what writing costs the writer."""
