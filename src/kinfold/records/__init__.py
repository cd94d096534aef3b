"""The family's record: whose it is, who may open it, who looked."""
