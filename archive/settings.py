"""Every setting of the site, each read from the environment in this one place; the defaults are safe to serve with.

See docs/operate.md for the list. Nothing is served without DJANGO_SECRET_KEY, except by ``manage.py demo``
and with DJANGO_DEBUG=1 (archive/checks.py says so in a sentence).
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from archive import database
from archive.environment import flag, one_of, take_from_files, whole_number, words
from archive.logs import logging_of
from archive.secret_key import kept_secret_key

take_from_files(os.environ)
BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("ARCHIVE_VAR", BASE_DIR / "var"))

# How it is started ---------------------------------------------------------------------------------------------------

DEMO = flag("ARCHIVE_DEMO")  # set by ``manage.py demo``: loopback only, one-click sign-in
DEBUG = flag("DJANGO_DEBUG") and not DEMO  # whoever tries the demo sees the pages that readers see, also when one fails
LOCAL = DEMO or DEBUG
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY") or (kept_secret_key(VAR) if LOCAL else "")
SECRET_KEY_IS_SET = bool(SECRET_KEY)
SECRET_KEY_FALLBACKS = words("DJANGO_SECRET_KEY_FALLBACKS")
# This machine may always ask itself: for its health, and for metrics.
ALLOWED_HOSTS = [*words("DJANGO_ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = words("DJANGO_CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

INSTALLED_APPS = [
    "meetings",
    "archive",
    "archive.administration.AdministrationConfig",  # django.contrib.admin with a site of our own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",  # the handshake of the single sign-on; none of its pages are mounted (docs/sign-in.md)
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_filters",
    "django_tasks_db",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "archive.insight.current.RequestIds",
    "archive.middleware.ClosedToOthers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "archive.middleware.PrivatePages",  # outside of all that may find the database away
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.replica.ReadFromReplica",  # outside of all that asks the database
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",  # the language chosen at the foot of the page, else the browser's
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "meetings.entrance.middleware.SessionsEnd",
    "meetings.wall.Wall",  # tells the database who reads, from here on
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pghistory.middleware.HistoryMiddleware",  # who is at work, for the history of rows
    "allauth.account.middleware.AccountMiddleware",
    "meetings.views.openings.OpeningsWrittenDown",  # who was shown which LIMITE papers
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "archive.context.site",
            ],
            # Every page has words, days and names of the field, so no template need load them.
            "builtins": [
                "django.templatetags.i18n",
                "meetings.templatetags.words",
                "meetings.templatetags.council",
            ],
        },
    },
]

# Data ----------------------------------------------------------------------------------------------------------------

try:
    DATABASES = {"default": database.from_environment(os.environ, VAR)} | database.replica_from_environment(os.environ)
    # As whom the pages are served, where that is somebody else than the owner (archive/database/roles.py).
    PAGES_LOGIN = database.of_the_pages(os.environ)
except database.UnusableDatabaseUrl as error:
    raise SystemExit(str(error)) from None
# What one question of a page may take; workers and commands may take their time.
STATEMENT_SECONDS = whole_number("ARCHIVE_STATEMENT_SECONDS", 30)
DATABASE_ROUTERS = ["archive.replica.Router"] if "replica" in DATABASES else []
REPLICA_MAX_LAG = whole_number("ARCHIVE_REPLICA_MAX_LAG", 10)  # seconds: further behind, it is not read by anybody
# What may be read from it: papers and what was found in them, nothing of who somebody is, may do or did.
REPLICA_READS = {
    "meetings.agendatopic", "meetings.codeevidence", "meetings.comingdate", "meetings.commitment",
    "meetings.formeraddress", "meetings.glossaryterm", "meetings.instrument", "meetings.instrumentmention",
    "meetings.knownpaper", "meetings.meeting", "meetings.notecode", "meetings.outcomenote", "meetings.paragraph",
    "meetings.participant", "meetings.participation", "meetings.publicparticipation", "meetings.publictwin",
    "meetings.searchvariant", "meetings.searchword", "meetings.source", "meetings.statement", "meetings.statuschange",
    "meetings.theme", "meetings.themepassage", "meetings.topiccode",
}  # fmt: skip
ARCHIVE_STAMP = "meetings.ArchiveStamp"  # the row that every change of the archive changes (archive/replica.py)
# Two runs of the tests at once must not share a database.
DATABASES["default"]["TEST"] = {"NAME": f"test_archive_{os.getpid()}"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Original files: never under a public path; only meetings.views.originals hands them out.
MEDIA_ROOT = Path(os.environ.get("ARCHIVE_ORIGINALS", VAR / "originals"))
MEDIA_URL = ""
# Files that wait to be read or were refused: not in the archive, and not to be backed up with it (docs/receiving.md).
UPLOADS_ROOT = Path(os.environ.get("ARCHIVE_UPLOADS", VAR / "uploads"))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# Hundreds of files come in one go: each goes to the disk while it arrives, never into memory.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # the form takes fewer, and says so in a sentence (meetings/forms.py)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # of all fields of a form, files aside
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000  # of a form or an address: a register shows 100 rows to choose from

# Who reads them: a worker of its own (manage.py read_uploads); on one's own machine, a thread of the server.
TASKS = {"default": {"BACKEND": "archive.background.ThreadBackend" if LOCAL else "django_tasks_db.DatabaseBackend"}}

# For how many days the register of access keeps a line (manage.py remove_old_access_records; docs/sharing.md).
ACCESS_RECORD_DAYS = whole_number("ARCHIVE_ACCESS_RECORD_DAYS", 365)

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("ARCHIVE_STATIC", VAR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    # Files are named by their hash: writing one again writes the same bytes.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"allow_overwrite": True}},
    "uploads": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": UPLOADS_ROOT}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # Collected by whoever installs the archive, served by another user; nothing in them is secret.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
if (originals := os.environ.get("ARCHIVE_S3_BUCKET")) and (uploads := os.environ.get("ARCHIVE_S3_UPLOADS_BUCKET")):
    # Several machines serve one archive (docs/growth.md); the package is only loaded where it is needed.
    from archive.storage import bucket

    if originals == uploads:
        raise SystemExit(
            "ARCHIVE_S3_UPLOADS_BUCKET must be another bucket than ARCHIVE_S3_BUCKET: it is not backed up."
        )
    STORAGES["default"], STORAGES["uploads"] = bucket(originals, os.environ), bucket(uploads, os.environ)
elif originals:
    raise SystemExit("ARCHIVE_S3_BUCKET is set, but not ARCHIVE_S3_UPLOADS_BUCKET, for files that wait to be read.")
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = DEBUG

PGHISTORY_MIDDLEWARE_METHODS = ("POST",)  # nothing is changed by looking

# Who may come in -----------------------------------------------------------------------------------------------------

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = [  # docs/sign-in.md says why scrypt
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 60 * 60  # of the link in a mail
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "meetings.sessions"
SESSION_COOKIE_AGE = whole_number("ARCHIVE_SESSION_HOURS", 12) * 60 * 60  # a working day, whatever one does
IDLE_MINUTES = whole_number("ARCHIVE_IDLE_MINUTES", 60)  # without opening a page
# Whether archivists and administrators must show a second factor; anybody may set one up.
SECOND_FACTOR = one_of("ARCHIVE_SECOND_FACTOR", ("optional", "required") if LOCAL else ("required", "optional"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

CALLS_A_MINUTE = int(os.environ.get("ARCHIVE_CALLS_A_MINUTE", "120"))  # of one person's programmes (docs/api.md)

# Single sign-on by OpenID Connect, where ARCHIVE_SSO_ISSUER says so: one provider, and its groups by ours.
SSO: dict[str, Any] = {}
if issuer := os.environ.get("ARCHIVE_SSO_ISSUER", "").strip():
    SSO = {
        "issuer": issuer,
        # Which account is whose holds for this issuer alone: another may give the same numbers to other people.
        "id": f"sso-{sha256(issuer.encode()).hexdigest()[:16]}",
        "label": os.environ.get("ARCHIVE_SSO_LABEL", "").strip() or "Single sign-on",
        "groups_claim": os.environ.get("ARCHIVE_SSO_GROUPS_CLAIM", "").strip() or "groups",
        "groups": {
            "Readers": words("ARCHIVE_SSO_READERS"),
            "LIMITE readers": words("ARCHIVE_SSO_LIMITE_READERS"),
            "Archivists": words("ARCHIVE_SSO_ARCHIVISTS"),
            "Administrators": words("ARCHIVE_SSO_ADMINISTRATORS"),
        },
        "domains": words("ARCHIVE_SSO_DOMAINS"),
        "match_email": flag("ARCHIVE_SSO_MATCH_EMAIL"),
        "proves_second_factor": flag("ARCHIVE_SSO_PROVES_SECOND_FACTOR"),
    }
    client = {"client_id": os.environ.get("ARCHIVE_SSO_CLIENT", ""), "secret": os.environ.get("ARCHIVE_SSO_SECRET", "")}
    if not all(client.values()) or not any(SSO["groups"].values()):
        raise SystemExit(
            "ARCHIVE_SSO_ISSUER is set, so ARCHIVE_SSO_CLIENT, ARCHIVE_SSO_SECRET and at least one of "
            "ARCHIVE_SSO_READERS, _LIMITE_READERS, _ARCHIVISTS, _ADMINISTRATORS must be set too (docs/sign-in.md)."
        )
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [client | {"provider_id": SSO["id"], "name": SSO["label"], "settings": {"server_url": issuer}}],
        }
    }
SOCIALACCOUNT_ADAPTER = "meetings.views.sign_on.SignOnAdapter"

# Mail ----------------------------------------------------------------------------------------------------------------

# Where readers find the archive: begins the links in a mail, which no request asked for (docs/feeds.md).
ADDRESS = os.environ.get("ARCHIVE_ADDRESS", "http://127.0.0.1:8000" if LOCAL else "").rstrip("/")
DEFAULT_FROM_EMAIL = os.environ.get("ARCHIVE_MAIL_FROM", "eu-us-outcomes@localhost")
MAILERS: dict[str, dict[str, object]] = {}
if mail_host := os.environ.get("ARCHIVE_MAIL_HOST"):
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": mail_host,
            "port": int(os.environ.get("ARCHIVE_MAIL_PORT", "587")),
            "username": os.environ.get("ARCHIVE_MAIL_USER"),
            "password": os.environ.get("ARCHIVE_MAIL_PASSWORD"),
            "use_tls": not flag("ARCHIVE_MAIL_PLAIN"),
            "timeout": 60,
        },
    }
elif LOCAL:
    MAILERS["default"] = {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
else:
    SILENCED_SYSTEM_CHECKS = ["mail.W001"]  # an archive may do without mail; send_digests says so itself

# The browser's part of the guard -------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "object-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"  # only an original may be framed, by the review page (meetings/views/originals.py)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
BEHIND_TLS = not LOCAL and not flag("ARCHIVE_PLAIN_HTTP")
SECURE_SSL_REDIRECT = BEHIND_TLS
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
if BEHIND_TLS:  # no other host of the domain, and no page of it without TLS, can set these
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics/$"]  # asked by the machine itself, which has no certificate
BEHIND_PROXY = flag("ARCHIVE_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Words and time ------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("fr", "français")]  # a language's own name, for those who read no other
LOCALE_PATHS = [BASE_DIR / "meetings" / "locale"]  # docs/words.md
FORMAT_MODULE_PATH = ["archive.formats"]  # how the registers write days and times
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = BEHIND_TLS
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_I18N = True
THEMES = ("light", "dark")  # besides following the reader's system

LOG = os.environ.get("ARCHIVE_LOG", "").strip() or ("lines" if LOCAL else "json")
if LOG not in {"lines", "json"}:
    raise SystemExit(f"ARCHIVE_LOG must be json or lines, not {LOG!r}.")
LOGGING = logging_of(as_json=LOG == "json", keep_words=LOCAL and LOG == "lines")

# What operators see (docs/insight.md) --------------------------------------------------------------------------------

METRICS_TOKEN = os.environ.get("ARCHIVE_METRICS_TOKEN", "")
METRICS = ["archive.insight.metrics.Database", "meetings.gauges.Uploads"]  # what is asked anew for each answer
SLOW_QUERY_MS = whole_number("ARCHIVE_SLOW_QUERY_MS", 500)
