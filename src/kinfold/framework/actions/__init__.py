"""Changes of reviews against the framework, their raters and ratings."""
