"""Addresses of the audit app."""

from django.urls import path

from opennen.web.audit import views

app_name = "audit"
urlpatterns = [path("administration/audit/", views.show_trail, name="trail")]
