"""Every family at a glance, derived from the practice."""
