"""The administration as the review desk: for archivists and administrators only, with pages of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, resolve_url
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from meetings.access import may_review

View = Callable[..., HttpResponseBase]

# Addresses of Django's that no page of the desk leads to: rows are chosen from lists, and linked to straight.
NOT_NEEDED = {"autocomplete", "view_on_site"}


class ReviewDeskSite(AdminSite):
    """Absent and forbidden are the same here too: whoever may not review gets the 404 of a page that is not there."""

    site_title = site_header = _("Review desk")
    index_title = _("Review desk")
    index_template = "admin/desk/index.html"
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")  # rows of an archive are not removed by the dozen

    def has_permission(self, request: HttpRequest) -> bool:
        return may_review(request.user)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        guarded = super().admin_view(view, cacheable)

        def for_reviewers(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not self.has_permission(request):
                raise Http404
            if "" in (request.GET.get(TO_FIELD_VAR), request.POST.get(TO_FIELD_VAR)):  # Django looks for it, and fails
                raise DisallowedModelAdminToField("A field without a name cannot be referenced.")
            return guarded(request, *args, **kwargs)

        return for_reviewers

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Every page of the desk may show a paper that is LIMITE, or not yet marked.
        return super().each_context(request) | {"marking": "LIMITE"}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from meetings.desk import (
            deeds,
            keeping,
            merging,
            quarantine,
            queue,
            rereading,
            reverting,
            reviewing,
            specimens,
            twins,
            typing,
            uploads,
            waiting,
        )

        def desk(view: View, permission: str) -> View:
            """``view`` for reviewers whose groups give them ``permission``."""

            def permitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
                if not request.user.has_perm(permission):
                    raise Http404
                return view(request, *args, site_context=self.each_context(request), **kwargs)

            return self.admin_view(permitted)

        change = "meetings.change_outcomenote"
        judge = "meetings.change_commitment"
        receive = "meetings.add_source"
        own = [
            path("upload/", desk(uploads.upload, receive), name="upload"),
            path("uploads/", desk(uploads.uploads, receive), name="uploads"),
            path("uploads/<int:upload_pk>/", desk(uploads.table, receive), name="upload-table"),
            path("uploads/<int:upload_pk>/table.csv", desk(uploads.table_as_csv, receive), name="upload-csv"),
            path("uploads/<int:upload_pk>/resume/", desk(uploads.resume, receive), name="upload-resume"),
            path("quarantine/", desk(quarantine.quarantine, receive), name="quarantine"),
            path("quarantine/retry/", desk(quarantine.retry_all, receive), name="quarantine-retry-all"),
            path("quarantine/<int:line_pk>/retry/", desk(quarantine.retry, receive), name="quarantine-retry"),
            path("quarantine/<int:line_pk>/delete/", desk(quarantine.delete, receive), name="quarantine-delete"),
            path("quarantine/<int:line_pk>/file/", desk(quarantine.file, receive), name="quarantine-file"),
            path("quarantine/<int:line_pk>/decide/", desk(quarantine.decide, receive), name="quarantine-decide"),
            path("quarantine/<int:line_pk>/text/<int:page>/", desk(typing.text, receive), name="scan-text"),
            path("review/", desk(queue.queue, "meetings.view_outcomenote"), name="queue"),
            path("components/", desk(specimens.components, "meetings.view_outcomenote"), name="components"),
            path("waiting/", desk(waiting.waiting, "meetings.view_outcomenote"), name="waiting"),
            # which permission they need depends on the kind of row
            path("merge/<slug:kind>/<int:pk>/", desk(merging.merge, "meetings.view_outcomenote"), name="merge"),
            path("merges/<int:pk>/split/", desk(merging.split, "meetings.view_outcomenote"), name="split"),
            path("reports/<int:pk>/", desk(waiting.answer, change), name="answer-report"),
            path("review/<int:pk>/", desk(reviewing.review, "meetings.view_outcomenote"), name="review"),
            path("review/<int:pk>/cover/", desk(deeds.cover, change), name="cover"),
            path("review/<int:pk>/publish/", desk(deeds.publish, change), name="publish"),
            path("review/<int:pk>/withdraw/", desk(keeping.withdraw, change), name="withdraw"),
            path("review/<int:pk>/hold/", desk(keeping.hold, change), name="hold"),
            path("review/<int:pk>/resume/", desk(keeping.resume, change), name="resume"),
            path("review/<int:pk>/delete/", desk(keeping.put_into_bin, change), name="put-into-bin"),
            path("review/<int:pk>/preview/", desk(keeping.preview, "meetings.view_outcomenote"), name="preview"),
            path("bin/", desk(keeping.bin_page, "meetings.view_outcomenote"), name="bin"),
            path("bin/<int:pk>/restore/", desk(keeping.restore, change), name="restore"),
            path("bin/<int:pk>/destroy/", desk(keeping.destroy, "meetings.delete_outcomenote"), name="destroy"),
            path(
                "bin/<slug:kind>/<int:earlier_pk>/",
                desk(keeping.restore_one, "meetings.view_outcomenote"),
                name="restore-row",
            ),
            path("review/<int:pk>/doubts/<int:doubt_pk>/", desk(deeds.doubt, "meetings.change_doubt"), name="doubt"),
            path("review/<int:pk>/reread/", desk(rereading.reread, change), name="reread"),
            path("review/<int:pk>/proposals/<int:proposal_pk>/", desk(rereading.proposal, change), name="proposal"),
            path("review/<int:pk>/commitments/", desk(deeds.confirm_all, judge), name="confirm-all"),
            path("review/<int:pk>/commitments/<int:commitment_pk>/", desk(deeds.judge, judge), name="judge"),
            path(
                "review/<int:pk>/paragraphs/<int:paragraph_pk>/",
                desk(deeds.add, "meetings.add_commitment"),
                name="add-commitment",
            ),
            path("twins/", desk(twins.twins, "meetings.view_publictwin"), name="twins"),
            path("twins/<int:meeting_pk>/", desk(twins.twins_of, "meetings.view_publictwin"), name="twins-of"),
            path("twins/<int:meeting_pk>/add/", desk(twins.add, "meetings.add_publictwin"), name="add-twin"),
            path(
                "twins/<int:meeting_pk>/<int:twin_pk>/",
                desk(twins.judge, "meetings.change_publictwin"),
                name="judge-twin",
            ),
            path(  # which permission it needs depends on the record
                "history/<slug:kind>/<int:pk>/<int:earlier_pk>/",
                desk(reverting.revert, "meetings.view_outcomenote"),
                name="revert",
            ),
        ]
        urls = [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") not in NOT_NEEDED]
        for pattern in urls:
            if isinstance(pattern, URLPattern):  # visitors go to the site's own sign-in page without a detour
                pattern.callback.__dict__.pop("login_url", None)
        return own + urls

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        from meetings.desk.queue import waiting_in_short

        return super().index(request, (extra_context or {}) | waiting_in_short(request.user))

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one place to sign in, the site's own; it sends people on to where they wanted to go."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        query = QueryDict(mutable=True)
        query["next"] = request.GET.get("next") or resolve_url("admin:index")
        return redirect(f"{resolve_url('sign-in')}?{query.urlencode(safe='/')}")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one place to sign out, too: the button in the head of every page."""
        raise Http404

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one place to change the password, which counts tries."""
        return redirect("change-password")

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("account")
