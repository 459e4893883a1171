"""Ingest and a question in a fresh process, with the real model: nothing tries to reach another machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

from ingest.settings import IngestSettings
from tests.ingest.storing.conftest import settings

__all__ = ["settings"]
ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import json, os, sys
from pathlib import Path
from ingest.offline import forbid_network
with forbid_network() as attempts:
    from app.service import open_service
    from ingest.__main__ import main
    from ingest.settings import IngestSettings
    code = main(["--json"])
    answer = open_service(IngestSettings.from_environment(os.environ, Path.cwd())).ask("Hvem setter opp vaktene?")
print(json.dumps({"code": code, "seen": attempts.seen, "evidence": len(answer.evidence)}))
"""


def test_ingest_and_a_question_use_no_network_and_look_up_no_name(settings: IngestSettings) -> None:
    cache_dir = IngestSettings.from_environment(os.environ, ROOT).cache_dir  # the user's own, so the model is there
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TILLITSKILDEN_"))},
        "TILLITSKILDEN_CORPUS_DIR": str(settings.corpus_dir),
        "TILLITSKILDEN_DATA_DIR": str(settings.data_dir),
        "TILLITSKILDEN_CACHE_DIR": str(cache_dir),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0]["added"] == 2
    assert lines[1] == {"code": 0, "seen": [], "evidence": lines[0]["passages"]}
