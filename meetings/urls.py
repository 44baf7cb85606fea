"""The addresses of the archive."""

from django.urls import path

from meetings.views import codes, commitments, display, home, meetings, notes, originals, search, sign_in

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("enter/<slug:role>/", sign_in.enter, name="enter"),
    path("display/", display.display, name="display"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<slug:slug>/", meetings.meeting, name="meeting"),
    path("notes/<slug:slug>/", notes.note, name="note"),
    path("codes/", codes.codes, name="codes"),
    path("codes/<slug:slug>/", codes.code, name="code"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("originals/<int:pk>/", originals.original, name="original"),
]
