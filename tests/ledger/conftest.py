"""The network of the practitioner's own family, with a danger on its map."""

from tests.networks.conftest import danger, family, raj

__all__ = ["danger", "family", "raj"]
