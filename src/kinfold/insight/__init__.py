"""Published measures of authorities."""
