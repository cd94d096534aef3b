"""Changes of visits, calls and promises."""
