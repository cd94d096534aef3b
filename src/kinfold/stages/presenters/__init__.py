"""What the pages say of where the work stands. No query."""
