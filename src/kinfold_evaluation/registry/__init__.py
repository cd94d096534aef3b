"""The registry: what will be done, written down before outcomes are looked at."""
