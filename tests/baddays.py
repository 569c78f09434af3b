"""newsfacts with documents that do to their process what real ones do on bad days, and such documents."""

from __future__ import annotations

import json
import sys

TEXT = "قتل 12 عاملا وأصيب ثلاثة في مرجان أمس، وقال المحافظ سامي الحداد إن الجسر أغلق."
#: newsfacts, with documents that do to their process what real ones do on bad days.
BAD_DAYS = (
    sys.executable,
    "-c",
    """
import os, signal, sys, time
from newsfacts import analysis
from newsfacts.__main__ import main
document = analysis.Analysis.document
def fateful(self, *arguments, **options):
    text = self.article.text
    if "KILL" in text: os.kill(os.getpid(), signal.SIGKILL)
    if "EXIT" in text: os._exit(3)
    if "SLEEP" in text: time.sleep(600)
    if "SLOW" in text: time.sleep(0.8)
    if "SPIN" in text:
        while True: pass
    if "MEMORY" in text: bytearray(1 << 60)
    if "ONCE" in text and not os.path.exists(os.environ["MARK"]):
        open(os.environ["MARK"], "w").close(); os.kill(os.getpid(), signal.SIGKILL)
    return document(self, *arguments, **options)
analysis.Analysis.document = fateful
main()
""",
)


def lines(*texts: str) -> bytes:
    """JSON Lines of articles that begin with these words."""
    return "".join(
        json.dumps({"id": f"{at}", "text": f"{text} {TEXT}"}, ensure_ascii=False) + "\n" for at, text in enumerate(texts)
    ).encode()
