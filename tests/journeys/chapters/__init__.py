"""What happens on the long walk, stage by stage; each chapter in its own words."""
