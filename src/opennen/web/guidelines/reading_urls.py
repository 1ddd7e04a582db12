"""Addresses under which knowledge is read."""

from django.urls import path

from opennen.web.guidelines.views import reading

urlpatterns = [
    path("", reading.packs, name="packs"),
    path("packs/<str:name>/", reading.pack, name="pack"),
    path("packs/<str:name>/vignettes/", reading.vignettes, name="vignettes"),
    path("packs/<str:name>/vignettes/<int:number>/", reading.vignette, name="vignette"),
    path("rules/<str:name>/", reading.rule, name="rule"),
    path("vocabulary/", reading.facts, name="facts"),
    path("vocabulary/<str:name>/", reading.fact, name="fact"),
    path("sources/", reading.sources, name="sources"),
    path("sources/<str:name>/", reading.source, name="source"),
    path("versions/", reading.kept, name="versions"),
]
