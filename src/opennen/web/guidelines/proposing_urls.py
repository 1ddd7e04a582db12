"""Addresses under which rules are signed, and changes of them proposed and reviewed."""

from django.urls import path

from opennen.web.guidelines.views import signing

urlpatterns = [
    path("signatures/", signing.signatures, name="signatures"),
    path("signatures/packs/<str:pack>/", signing.sign_pack, name="sign_pack"),
    path("signatures/rules/<str:rule>/", signing.sign_rule, name="sign_rule"),
    path("signatures/<int:pk>/withdraw/", signing.withdraw, name="withdraw_signature"),
]
