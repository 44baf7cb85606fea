"""The addresses of the archive."""

from django.urls import path

urlpatterns: list = []
