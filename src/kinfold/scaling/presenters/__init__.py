"""The words and pictures of scales."""
