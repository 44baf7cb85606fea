"""What no log may keep: the keys that stand in the addresses of feeds, and in links that set a new password."""

import logging
import re

# "/feeds/0a1b.Zx_9/codes/visa.atom", "/sign-in/forgotten/MQ/c8f-9e2/"; not "/feeds/", which is a page.
KEY = re.compile(r"(?<=/feeds/)[^/\s?]+(?=/)|(?<=/sign-in/forgotten/)[^/\s?]+/[^/\s?]+(?=/)")


class WithoutKeys(logging.Filter):
    """Writes ``/feeds/…/codes/visa.atom`` instead of the whole address, wherever in a line it stands."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if "/feeds/" in line or "/sign-in/forgotten/" in line:
            record.msg, record.args = KEY.sub("…", line), ()
        return True
