"""Aftercare: a private, encrypted journal and guide for what body and mind do around sex."""

__version__ = "0.1.0"
