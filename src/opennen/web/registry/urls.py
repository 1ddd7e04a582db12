"""Addresses of the registry. None holds a name or a number of a patient."""

from django.urls import path

from opennen.web.registry.views import cases, changing, comparison, explaining, files, people, what_if

app_name = "registry"
urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", cases.new_case, name="new"),
    path("cases/import/", files.import_file, name="import"),
    path("cases/export/", files.export_page, name="export"),
    path("cases/export/<slug:registry>.<str:form>", files.export, name="export_cases"),
    path("cases/export/<slug:registry>/code-book.<str:form>", files.book, name="code_book"),
    path("cases/understood/", changing.understood, name="understood"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/history/", cases.history, name="history"),
    path("cases/<int:pk>/compare/", comparison.case_compare, name="case_compare"),
    path("cases/<int:pk>/what-if/", what_if.what_if, name="what_if"),
    path("cases/<int:pk>/why/<str:rule>/", explaining.why, name="why"),
    path("cases/<int:pk>/sheet.pdf", files.sheet, name="sheet"),
    path("cases/<int:pk>/person/", changing.person, name="person"),
    path("cases/<int:pk>/treatments-complete/", changing.treatments_complete, name="treatments_complete"),
    path("cases/<int:pk>/tumours/new/", changing.new_tumour, name="new_tumour"),
    path("cases/<int:pk>/tumours/<str:name>/", changing.tumour, name="tumour"),
    path("cases/<int:pk>/events/new/<slug:kind>/", changing.new_event, name="new_event"),
    path("cases/<int:pk>/events/<str:name>/", changing.event, name="event"),
    path("cases/<int:pk>/events/<str:name>/remove/", changing.remove_event, name="remove_event"),
    path("cases/<int:pk>/export/<slug:registry>.<str:form>", files.export, name="export_case"),
    path("cases/<int:pk>/invite/", people.invite, name="invite"),
    path("cases/<int:pk>/invitations/<int:invitation>/withdraw/", people.withdraw, name="withdraw"),
]
