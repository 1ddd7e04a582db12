"""Addresses under which rules are signed, and changes of them proposed and reviewed."""

from django.urls import path

from opennen.web.guidelines.views import proposals, signing

urlpatterns = [
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.begin, name="begin_proposal"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/edit/", proposals.edit, name="edit_proposal"),
    path("proposals/<int:pk>/files/", proposals.add_file, name="add_file"),
    path("proposals/<int:pk>/impact/", proposals.impact, name="proposal_impact"),
    path("proposals/<int:pk>/review/", proposals.review, name="review_proposal"),
    path("proposals/<int:pk>/do/<str:what>/", proposals.change, name="change_proposal"),
    path("signatures/", signing.signatures, name="signatures"),
    path("signatures/packs/<str:pack>/", signing.sign_pack, name="sign_pack"),
    path("signatures/rules/<str:rule>/", signing.sign_rule, name="sign_rule"),
    path("signatures/<int:pk>/withdraw/", signing.withdraw, name="withdraw_signature"),
]
