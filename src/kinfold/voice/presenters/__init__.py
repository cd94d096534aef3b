"""How a story speaks: values for the pages and papers. No queries."""
