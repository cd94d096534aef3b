"""Reviews against the framework in words, tables and pictures. No queries."""
