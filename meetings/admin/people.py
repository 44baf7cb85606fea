"""Accounts: administrators put people into groups; nobody gives rights that the groups do not have."""

from typing import Any

import allauth.account.admin
import allauth.socialaccount.admin  # noqa: F401 - registers what is unregistered below
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.admin.plain import PlainForms
from meetings.admin.remembered import SHOWN
from meetings.entrance.factor import take_factor_away
from meetings.entrance.leaving import sign_out_everywhere
from meetings.entrance.refusals import NotLetIn

admin.site.unregister([User, Group])
# What the handshake of the single sign-on keeps is nothing to be changed by hand.
admin.site.unregister([EmailAddress, SocialAccount, SocialApp, SocialToken])

# What Django calls a right in its codename, in words.
RIGHTS = {"view": _("see"), "add": _("add"), "change": _("change"), "delete": _("delete")}


class PasswordForm(AdminPasswordChangeForm):
    """Django's, without the sentence that it says in English in every language."""

    usable_password_help_text = SetUnusablePasswordMixin.usable_password_help_text


@admin.register(User)
class PeopleAdmin(UserAdmin, PlainForms):
    """Accounts are closed, not deleted: what a person decided stays in the history under their name.

    Rights come from groups alone, so flags and single permissions are not offered; a superuser's account, made by
    the operator, is changed by superusers only.
    """

    list_display = ("username", "first_name", "last_name", "email", "member_of", "is_active", "last_login")
    list_filter = ("groups", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (_("Rights"), {"fields": ("is_active", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "usable_password", "password1", "password2", "groups")}),)
    readonly_fields = ("last_login", "date_joined")
    change_password_form = PasswordForm
    filter_horizontal = ()
    actions = ("take_second_factor_away", "sign_out_everywhere")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("groups"))
    def member_of(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all()) or gettext("none: reads nothing")

    @admin.action(
        description=_("Take the second factor away: phone and recovery codes are lost"), permissions=["change"]
    )
    def take_second_factor_away(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in self.changeable(request, people):
            try:
                take_factor_away(person=person, by=request.user)
            except NotLetIn as refusal:
                self.message_user(request, f"{person}: {refusal}", messages.ERROR)
            else:
                said = gettext("%(person)s sets up a new second factor at the next sign-in.")
                self.message_user(request, said % {"person": person}, messages.SUCCESS)

    @admin.action(description=_("Sign out everywhere"), permissions=["change"])
    def sign_out_everywhere(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in self.changeable(request, people):
            sign_out_everywhere(person=person)
            self.log_change(request, person, gettext("Signed out everywhere."))
            said = gettext("%(person)s is signed out everywhere.")
            self.message_user(request, said % {"person": person}, messages.SUCCESS)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was done to the account; of its fields the database keeps no earlier values."""
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(User), object_id=unquote(object_id)
        ).select_related("user")
        deeds = [(entry, entry.get_change_message() or str(entry)) for entry in entries[:SHOWN]]
        return super().history_view(request, object_id, {"deeds": deeds} | (extra_context or {}))

    def changeable(self, request: HttpRequest, people: QuerySet[User]) -> list[User]:
        return [person for person in people if self.has_change_permission(request, person)]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Group)
class GroupsAdmin(GroupAdmin, PlainForms):
    """The groups and what they may do are part of the archive's rules (meetings/access.py), so they are shown only."""

    list_display = ("name", "members")
    fields = readonly_fields = ("name", "rights")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        return super().get_queryset(request).annotate(people=Count("user"))

    @admin.display(description=_("members"), ordering="people")
    def members(self, group: Any) -> int:
        return group.people

    @admin.display(description=_("rights"))
    def rights(self, group: Group) -> SafeString:
        """``see: meeting, outcome note``, one line for each kind of right; Django keeps their names in English only."""
        held: dict[str, list[str]] = {}
        for right in group.permissions.select_related("content_type"):
            held.setdefault(right.codename.partition("_")[0], []).append(str(right.content_type.name))
        return format_html_join(
            SafeString("<br>"),
            "{}: {}",
            [(capfirst(str(name)), ", ".join(sorted(held[kind]))) for kind, name in RIGHTS.items() if kind in held],
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
