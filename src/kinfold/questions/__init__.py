"""Questions worth asking, beside the map."""
