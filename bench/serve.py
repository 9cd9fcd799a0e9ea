#!/usr/bin/env python3
"""How many requests a second the page answers, how soon, and whether idle and slow connections stop it.

usage: bench/serve.py PROGRAM DOSSIER [SECONDS]

Asks on loopback with wrk (Debian package), 50 connections at a time, SECONDS (else 10) for each page: first alone,
then while 1,000 connections are idle and 200 send a byte a second. Prints also how long each page takes that is
asked for the first time, and the server's memory.
"""

import pathlib
import re
import resource
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

PAGES = ("/", "/grid", "/api/v1/grid", "/web/page.css")
IDLE, SLOW = 1000, 200


def memory(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024


def ask(base, page):
    begin = time.monotonic()
    with urllib.request.urlopen(base + page) as answer:
        size = len(answer.read())
    return time.monotonic() - begin, size


def load(base, page, seconds):
    done = subprocess.run(
        ["wrk", "-t1", "-c50", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip", base + page],
        stdout=subprocess.PIPE, text=True, check=True,
    ).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done)[1]
    late = re.search(r"99%\s+(\S+)", done)[1]
    wrong = re.search(r"(Socket errors|Non-2xx)[^\n]*", done)
    return f"{rate:>10} requests/s, 99 % within {late}" + (f"; {wrong[0]}" if wrong else "")


class Nuisance:
    """Connections that never complete a request; those that the server drops are made anew."""

    def __init__(self, address):
        self.address, self.goes_on, self.dropped = address, True, 0
        self.thread = threading.Thread(target=self.run)

    def connect(self, slow):
        connection = socket.create_connection(self.address, 10)
        connection.setblocking(False)
        if slow:
            connection.send(b"GET / HTTP/1.1\r\nHost: ")
        return connection

    def run(self):
        connections = [[self.connect(n < SLOW), n < SLOW] for n in range(IDLE + SLOW)]
        while self.goes_on:
            for held in connections:
                try:
                    if held[1]:
                        held[0].send(b"a")
                    gone = held[0].recv(1) == b""
                except BlockingIOError:
                    gone = False
                except OSError:
                    gone = True
                if gone and self.goes_on:
                    self.dropped += 1
                    held[0].close()
                    held[0] = self.connect(held[1])
            time.sleep(1)
        for connection, _ in connections:
            connection.close()

    def __enter__(self):
        self.thread.start()
        time.sleep(2)
        return self

    def __exit__(self, *_):
        self.goes_on = False
        self.thread.join()


def main():
    program, dossier = sys.argv[1:3]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    server = subprocess.Popen([program, "serve", "-q", "-d", dossier, "-p", "0"], stdout=subprocess.PIPE, text=True)
    base = server.stdout.readline().strip().rstrip("/")
    address = urllib.parse.urlsplit(base)
    try:
        for page in PAGES + ("/timeline", "/people", "/sources", "/drafts", "/search?q=talks"):
            took, size = ask(base, page)
            print(f"{page:16} first time {took:6.2f} s, {size // 1024:6} kB; server {memory(server)} MB")
        for page in PAGES:
            print(f"{page:16} {load(base, page, seconds)}; server {memory(server)} MB")
        with Nuisance((address.hostname, address.port)) as nuisance:
            for page in PAGES[:2]:
                print(f"{page:16} {load(base, page, seconds)}; beside {IDLE} idle, {SLOW} slow")
        print(f"{nuisance.dropped} idle and slow connections were dropped")
    finally:
        server.terminate()
        server.wait()


main()
