"""SalesDesk 售楼台: the sales office of a housing development, on the desk."""

__version__ = "0.1.0"
