"""Django's PostgreSQL backend over the embedded server: the first connection starts it."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from archive.database import embedded


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own, but asks the embedded server for its socket before connecting."""

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        home = Path(params.pop("server_home"))
        try:
            params["host"] = str(embedded.socket_folder(home))
        except embedded.ServerNotStarted as error:
            raise OperationalError(str(error)) from error
        return params
