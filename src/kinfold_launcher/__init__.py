"""The `./kinfold` door: set up, run, test, back up and examine an installation.

Standard library only: it runs before any virtual environment exists. Nothing here
imports the `kinfold` package; the application is always a child process.
"""
