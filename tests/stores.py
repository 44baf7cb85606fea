"""An S3-compatible store for the tests, a process of its own, and what lies in its buckets."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3

REGION = "eu-west-1"
KEY, SECRET = "key", "secret"


@dataclass(frozen=True)
class Store:
    """The store at ``address``."""

    address: str

    @property
    def client(self) -> Any:
        given = {"aws_access_key_id": KEY, "aws_secret_access_key": SECRET, "region_name": REGION}
        return boto3.client("s3", endpoint_url=self.address, **given)

    def settings(self, originals: str, uploads: str) -> dict[str, str]:
        """What an archive is told that keeps its files in these two buckets, which are made."""
        for bucket in (originals, uploads):
            self.client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        return {
            "ARCHIVE_S3_BUCKET": originals,
            "ARCHIVE_S3_UPLOADS_BUCKET": uploads,
            "ARCHIVE_S3_ENDPOINT": self.address,
            "ARCHIVE_S3_REGION": REGION,
            "ARCHIVE_S3_KEY": KEY,
            "ARCHIVE_S3_SECRET": SECRET,
        }

    def held(self, bucket: str) -> list[str]:
        return [each["Key"] for each in self.client.list_objects_v2(Bucket=bucket).get("Contents", ())]

    def files(self, bucket: str) -> dict[str, bytes]:
        return {name: self.client.get_object(Bucket=bucket, Key=name)["Body"].read() for name in self.held(bucket)}


@contextmanager
def a_store() -> Iterator[Store]:
    """A store that answers, without buckets."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as serving:
        try:
            _until_it_answers(port)
            yield Store(f"http://127.0.0.1:{port}")
        finally:
            serving.terminate()


def _until_it_answers(port: int, within: float = 90) -> None:
    end = time.monotonic() + within
    while True:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < end, "the store did not start"
        time.sleep(0.1)
