from kinfold.networks.models.asked import NetworkAsk
from kinfold.networks.models.member import HeardStatement, InformedStep, NetworkMember

__all__ = ["HeardStatement", "InformedStep", "NetworkAsk", "NetworkMember"]
