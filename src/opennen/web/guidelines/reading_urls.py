"""Addresses under which knowledge is read."""

from django.urls import path

from opennen.web.guidelines.views import reading

urlpatterns = [
    path("", reading.packs, name="packs"),
]
