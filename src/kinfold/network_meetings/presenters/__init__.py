"""A meeting with the network, as its pages and papers show it. No queries."""
