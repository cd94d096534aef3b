"""Workshops: an agenda, votes from telephones without an account, and a journal."""
