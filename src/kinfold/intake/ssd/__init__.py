"""Reading a Standard Safeguarding Dataset extract. No models, no database."""
