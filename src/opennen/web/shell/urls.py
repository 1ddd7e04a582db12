"""Addresses of the shell."""

from django.urls import path

from opennen.web.shell import views

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.choose_language, name="language"),
]
