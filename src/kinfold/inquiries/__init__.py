"""Looking closely at work that went well: appreciative inquiry."""
