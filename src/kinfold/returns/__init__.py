"""An authority's returns: handed in, checked, and counted into its own figures."""
