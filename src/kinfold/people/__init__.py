"""Who people are: names, ties, homes, ways to reach them, and the pages of both."""
