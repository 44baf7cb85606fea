"""Django's PostgreSQL backend, which starts the embedded server and tells each session who reads."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from django.db.utils import OperationalError
from django.utils.module_loading import import_string
from psycopg.pq import TransactionStatus

from archive.database import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own, with two options more.

    ``server_home`` is the folder of an embedded server, which the first connection starts. ``told`` names functions by
    settings of the session: before a statement goes out, each setting has the value that its function gives at that
    moment. A connection that served one person says so no longer when it serves the next one.
    """

    _told: tuple[str, ...] | None = None  # what the session was told last; None when that is not known

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        params.pop("told", None)
        if home := params.pop("server_home", None):
            try:
                params["host"] = str(embedded.socket_folder(Path(home)))
            except embedded.ServerNotStarted as error:
                raise OperationalError(str(error)) from error
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self._told = None  # a pooler may hand on the session of somebody else
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> Any:
        self._tell()
        return super().create_cursor(name)

    def _tell(self) -> None:
        told = self.settings_dict["OPTIONS"].get("told", {})
        values = tuple(import_string(source)() for source in told.values())
        # A transaction that failed takes no statement but its end, and shows nothing until then.
        if values == self._told or self.connection.info.transaction_status == TransactionStatus.INERROR:
            return
        for name, value in zip(told, values, strict=True):
            self.connection.execute("SELECT set_config(%s, %s, false)", [name, value])
        self._told = values

    def _rollback(self) -> None:
        self._told = None  # what was told within the transaction is taken back with it
        super()._rollback()

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)
        self._told = None
