"""Why a backup was not written, or not restored; the message says what was wrong and what to do."""


class BackupRefused(Exception):
    """No backup was written; or, of a restore, nothing was changed yet unless the message says so."""
