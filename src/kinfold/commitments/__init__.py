"""What each person of the network said they will do, and when somebody is there."""
