"""Looking for everybody who belongs to a child, until some stay for life."""
