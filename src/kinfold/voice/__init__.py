"""Words and Pictures: the explanation made for the child."""
