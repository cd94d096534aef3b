"""Studies in words, tables and pictures. No queries."""
