"""The registers of the review desk: Django's administration of what the archive holds and who may come in."""

from meetings.admin import access, catalogue, curated, people, readings, search, status, twins, uploads

__all__ = ["access", "catalogue", "curated", "people", "readings", "search", "status", "twins", "uploads"]
