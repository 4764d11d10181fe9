"""Takes events of Instagram: verifies each one, stores it once, and only then answers 200."""

import os
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

MAX_BYTES = 16 << 20  # larger bodies are refused before they fill the memory
EVENTS = "events.log"  # a line for each event, with its id at the end: a line that a crash cut short does not count

webhook = Webhook(os.environ["WEBHOOK_SECRET"])
one_at_a_time = threading.Lock()
with open(EVENTS, "a+b") as file:
    file.seek(0)
    seen = {line.split()[-1] for line in file if line.strip()}


def process(event_id, event):
    """Put your own work here. If it raises, the event comes again."""
    with one_at_a_time:
        if event_id in seen:
            return "known"
        with open(EVENTS, "ab") as file:
            file.write(b"\n" + event + b" " + event_id)
            file.flush()
            os.fsync(file.fileno())  # on the disk, not only on its way there
        seen.add(event_id)
        return "stored"


class Consumer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60  # seconds without a byte from the sender

    def do_POST(self):
        self.send_response(self.answer())
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer(self):
        headers = {name.lower(): value for name, value in self.headers.items()}
        length = int(headers.get("content-length", 0))
        if not 0 <= length <= MAX_BYTES:
            self.close_connection = True
            return 413
        event = self.rfile.read(length)
        try:
            webhook.verify(event, headers, json_parse=False)
        except (WebhookVerificationError, ValueError):  # ValueError: what is not even text, or not a signature
            return 401
        event_id = headers["webhook-id"]
        try:
            print(process(event_id.encode(), event), event_id, flush=True)
        except Exception:
            traceback.print_exc()
            return 500
        return 200

    def log_message(self, *_):
        pass  # one line for each event is enough


ThreadingHTTPServer.request_queue_size = 256  # connections that wait to be accepted; the receiver may open so many at once
server = ThreadingHTTPServer(("", int(os.environ["PORT"])), Consumer)
print("listening on port", server.server_port, flush=True)
server.serve_forever()
