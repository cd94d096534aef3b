"""What the pages of the family picture show."""
