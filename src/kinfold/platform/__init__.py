"""The ground the rooms stand on: who is here, what they may do, what was looked at."""
