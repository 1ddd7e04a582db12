"""Addresses of the reports."""

from django.urls import path

from opennen.web.reports import views

app_name = "reports"
urlpatterns = [
    path("reports/compare/", views.compare, name="compare"),
    path("reports/compare/cases/", views.cases, name="compare_cases"),
]
