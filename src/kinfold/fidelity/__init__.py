"""What of the practice was recorded, team by team, and how good it was."""
