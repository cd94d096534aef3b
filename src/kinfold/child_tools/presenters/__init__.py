"""What children say, as its pages show it. No queries."""
