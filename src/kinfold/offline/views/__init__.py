"""The visit page and what it asks of the server; and the family's page of visits."""
