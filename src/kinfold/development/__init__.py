"""How people grow in the work: ways along a trajectory, and training."""
