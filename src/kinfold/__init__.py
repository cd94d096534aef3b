"""The Django shell of Kinfold: rooms, doors and screens around the pure packages."""
