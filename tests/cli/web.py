"""A small web on loopback: each test has hosts of its own, which say what it tells them to."""

import gzip
import http.server
import itertools
import threading
import time

hosts = itertools.count(2)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        site.asked.append((time.monotonic(), self.path, dict(self.headers)))
        answer = site.pages.get(self.path.split("?")[0], 404)
        if callable(answer):
            answer = answer(self)
        try:
            self.say(answer)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def say(self, answer):
        """None (it was said already), a status, a text, or (status, headers, text)."""
        if answer is None:
            self.close_connection = True
            return
        if isinstance(answer, int):
            answer = (answer, {}, "")
        if isinstance(answer, (str, bytes)):
            answer = (200, {}, answer)
        status, headers, body = answer
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, address):
        pass


class Site:
    """A host with an address of its own: `pages` maps paths to answers, or to functions of the
    request that give one; `asked` lists what came."""

    def __init__(self, pages=None):
        self.pages = {} if pages is None else pages
        self.asked = []
        self.server = Server((f"127.0.0.{next(hosts)}", 0), Handler)
        self.server.site = self
        self.address = "http://%s:%d" % self.server.server_address
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def url(self, path="/"):
        return self.address + path

    def paths(self):
        return [path for _, path, _ in self.asked if path != "/robots.txt"]


def article(title, *paragraphs):
    """A page of HTML as an outlet has it."""
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (
        "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>"
        f"<title>{title}</title></head>\n"
        f"<body><nav><a href=/>Home</a> <a href=/talks>Talks</a></nav>\n"
        f"<article><h1>{title}</h1>\n{text}</article>\n"
        "<footer>All rights reserved</footer></body></html>\n"
    )


def redirect(to, status=302):
    return (status, {"Location": to}, "")


def packed(text, times=1):
    return (200, {"Content-Encoding": "gzip"}, gzip.compress(text.encode() * times, 4))


def drip(pieces, pause):
    """Sends a head, then piece after piece."""

    def answer(request):
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        for piece in pieces:
            request.wfile.write(piece)
            request.wfile.flush()
            time.sleep(pause)

    return answer


def raw(data):
    """Sends these bytes in place of an answer."""

    def answer(request):
        request.wfile.write(data)

    return answer
