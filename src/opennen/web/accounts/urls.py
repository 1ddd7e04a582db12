"""Addresses of the accounts app; signing in and second factors are allauth's, under /account/."""

from django.urls import path

from opennen.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("administration/accounts/", views.people, name="people"),
    path("administration/accounts/new/", views.new_account, name="new"),
    path("administration/accounts/<int:pk>/", views.change_place, name="place"),
    path("administration/accounts/<int:pk>/invite/", views.invite_again, name="invite"),
    path("administration/accounts/<int:pk>/disable/", views.disable, name="disable"),
    path("administration/accounts/<int:pk>/enable/", views.enable, name="enable"),
    path("profile/", views.profile, name="profile"),
    path("profile/centre/<int:pk>/", views.choose_centre, name="choose_centre"),
]
