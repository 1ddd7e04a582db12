"""Addresses of the boards app; the start page is its own."""

from django.urls import path

from opennen.web.boards import views

app_name = "boards"
urlpatterns = [
    path("", views.home, name="home"),
    path("boards/new/", views.new_board, name="new_board"),
    path("boards/<int:pk>/", views.change_board, name="board"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.new_meeting, name="new_meeting"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/state/<str:action>/", views.change_state, name="state"),
    path("meetings/<int:pk>/attendance/", views.attendance, name="attendance"),
    path("meetings/<int:pk>/close/", views.close, name="close"),
    path("meetings/<int:pk>/minutes.pdf", views.minutes_pdf, name="minutes"),
    path("items/<int:pk>/", views.item, name="item"),
    path("items/<int:pk>/changes/", views.item_changes, name="changes"),
    path("items/<int:pk>/question/", views.question, name="question"),
    path("items/<int:pk>/move/<str:direction>/", views.move, name="move"),
    path("items/<int:pk>/remove/", views.remove, name="remove"),
    path("items/<int:pk>/amend/", views.amend, name="amend"),
    path("items/<int:pk>/sheet.pdf", views.sheet_pdf, name="sheet"),
    path("decisions/<int:pk>/", views.decision, name="decision"),
    path("decisions/<int:pk>/replay/", views.replay, name="replay"),
    path("decisions/<int:pk>/record.json", views.decision_json, name="decision_json"),
    path("cases/<int:pk>/board/", views.ask, name="ask"),
    path("recommendations/", views.recommendations, name="recommendations"),
    path("recommendations/<int:pk>/", views.outcome, name="outcome"),
]
