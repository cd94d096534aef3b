"""Pages of the lab and of a learning case."""
