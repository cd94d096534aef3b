"""What a programme learns, in words, tables and a picture. No queries."""
