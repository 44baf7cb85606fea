"""What no log may keep: the keys that stand in the addresses of feeds."""

import logging
import re

# "/feeds/0a1b.Zx_9/codes/visa.atom"; not "/feeds/", which is a page.
KEY = re.compile(r"(?<=/feeds/)[^/\s?]+(?=/)")


class WithoutKeys(logging.Filter):
    """Writes ``/feeds/…/codes/visa.atom`` instead of the whole address, wherever in a line it stands."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if "/feeds/" in line:
            record.msg, record.args = KEY.sub("…", line), ()
        return True
