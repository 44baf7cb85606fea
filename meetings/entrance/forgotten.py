"""A forgotten password: a mail with a link that is good once and for an hour.

Whether there is such an account is found out beside the answer, by the worker, so that neither the words nor the time
of the page tell it. An account without a password of its own gets no mail: its provider keeps the password.
"""

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.tasks import task
from django.utils import translation


def ask_for_link(*, address: str, language: str) -> None:
    """Have a mail sent to ``address`` if accounts have it."""
    mail_link.enqueue(address, language)


@task
def mail_link(address: str, language: str) -> None:
    """Mail to each open account with ``address`` the link to set a new password."""
    scheme, _, host = settings.ADDRESS.partition("://")
    form = PasswordResetForm({"email": address})
    if form.is_valid():
        with translation.override(language):
            form.save(
                domain_override=host,
                use_https=scheme == "https",
                subject_template_name="meetings/forgotten_subject.txt",
                email_template_name="meetings/forgotten_mail.txt",
                extra_email_context={"hours": settings.PASSWORD_RESET_TIMEOUT // 3600},
            )
