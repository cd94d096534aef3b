"""The ten-authority study: England's published figures, and a protocol held to."""
