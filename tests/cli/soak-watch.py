#!/usr/bin/env python3
"""Watches fifty feeds of which most misbehave, for some minutes: every new page must come once,
edits must be noticed, and memory must stay where it is.  Not part of ./check.

usage: tests/cli/soak-watch.py PROGRAM [MINUTES]
"""

import collections
import itertools
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from web import Site, article, drip, packed, raw, redirect

FEEDS = 50
EVERY = 5  # seconds between two polls
NEW_EVERY = 20  # seconds between two new pages of a feed


def body(name, n, word="shorter"):
    return article(
        f"{name}: page {n}",
        f"The dock workers' union demands a {word} week, its speaker Ada Brook said on day {n}.",
        f"The company of {name} rejected the demand and offered a bonus instead, to be paid later.",
    )


class Feed:
    """A feed that grows; `answer` is what its kind makes of it."""

    def __init__(self, number, kind):
        self.name = f"{kind.__name__}-{number}"
        self.kind = kind
        self.site = Site()
        self.count = 0
        self.polls = 0
        self.site.pages["/feed"] = self.answer
        self.lasting = kind not in HOPELESS
        self.grow()

    def grow(self):
        self.count += 1
        self.site.pages[f"/{self.count}"] = body(self.name, self.count)

    def links(self):
        return [self.site.url(f"/{n}") for n in range(self.count, max(self.count - 30, 0), -1)]

    def rss(self, suffix=""):
        items = "".join(
            f"<item><title>{self.name}: page {link.rsplit('/', 1)[1]}</title>"
            f"<link>{link}{suffix}</link><guid>{link}</guid>"
            "<description>In short.</description></item>"
            for link in self.links()
        )
        return (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>'
            f"{self.name}</title><link>{self.site.address}</link>{items}</channel></rss>"
        )

    def answer(self, request):
        self.polls += 1
        return self.kind(self, request)


def plain(feed, request):
    return feed.rss()


def etag(feed, request):
    mark = f'"{feed.count}"'
    if request.headers.get("If-None-Match") == mark:
        return (304, {}, "")
    return (200, {"ETag": mark}, feed.rss())


def changing_etag(feed, request):
    return (200, {"ETag": f'"{random.random()}"'}, feed.rss())


def tracked(feed, request):
    return feed.rss(f"?utm_source={random.random()}")


def restless_link(feed, request):
    return feed.rss(f"?visit={random.random()}")


def compressed(feed, request):
    return packed(feed.rss())


def slow(feed, request):
    text = feed.rss().encode()
    return drip([text[i : i + 200] for i in range(0, len(text), 200)], 0.05)(request)


def asks_to_wait(feed, request):
    return (429, {"Retry-After": "7"}, "") if feed.polls % 2 == 0 else feed.rss()


def fails_at_times(feed, request):
    return (500, {}, "") if feed.polls % 3 == 0 else feed.rss()


def redirected(feed, request):
    feed.site.pages["/real"] = lambda request: feed.rss()
    return redirect("/real", 301)


def cut_at_times(feed, request):
    text = feed.rss().encode()
    if feed.polls % 2:
        return feed.rss()
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(text)
    return raw(head + text[: len(text) // 2])(request)


def mislabelled(feed, request):
    return (200, {"Content-Type": "text/html; charset=utf-16"}, feed.rss())


def repeats_itself(feed, request):
    text = feed.rss()
    items = text[text.index("<item>") : text.index("</channel>")]
    return text.replace("</channel>", items * 3 + "</channel>")


def endless(feed, request):
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"<item><title>On and on</title></item>\n" * 100)


def never(feed, request):
    time.sleep(60)


def loops(feed, request):
    return redirect("/feed")


def picture(feed, request):
    return (200, {"Content-Type": "image/png"}, os.urandom(100_000))


def garbage(feed, request):
    return raw(os.urandom(5000))(request)


def bomb(feed, request):
    return packed("\0" * 1000, 30_000)


def always_as_it_was(feed, request):
    return (304, {}, "")


def page(feed, request):
    return body(feed.name, 0)


def hangs_up(feed, request):
    return raw(b"")(request)


def to_another_port(feed, request):
    return redirect("http://127.0.0.1:22/feed")


HOPELESS = [endless, never, loops, picture, garbage, bomb, always_as_it_was, page, hangs_up]
HOPELESS += [to_another_port]
KINDS = [plain, etag, changing_etag, tracked, restless_link, compressed, slow, asks_to_wait]
KINDS += [fails_at_times, redirected, cut_at_times, mislabelled, repeats_itself]


def resident(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


def read_lines(stream, into):
    for line in stream:
        into.append((time.monotonic(), line.rstrip("\n").split("\t")))


def run(program, seconds, folder):
    kinds = list(itertools.islice(itertools.cycle(KINDS), FEEDS - len(HOPELESS))) + HOPELESS
    feeds = [Feed(number, kind) for number, kind in enumerate(kinds)]
    dossier = pathlib.Path(folder) / "soak.entente"
    arguments = ["watch", "--allow-private", "--every", str(EVERY), "--timeout", "10"]
    process = subprocess.Popen(
        [program, *arguments, "-d", dossier, *(feed.site.url("/feed") for feed in feeds)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines, errors, memory, edited = [], [], [], set()
    for stream, into in ((process.stdout, lines), (process.stderr, errors)):
        threading.Thread(target=read_lines, args=(stream, into), daemon=True).start()
    start = time.monotonic()
    while time.monotonic() - start < seconds and process.poll() is None:
        time.sleep(NEW_EVERY)
        memory.append(resident(process.pid))
        if time.monotonic() - start < seconds - 60:  # the last ones must be found in time
            for feed in feeds:
                feed.grow()
            chosen = random.choice([feed for feed in feeds if feed.lasting])
            chosen.site.pages["/1"] = body(chosen.name, 1, f"{len(edited)} hours shorter")
            url = chosen.site.url("/1")
            edited.add(url)
            with sqlite3.connect(dossier, timeout=20) as db:
                due = "UPDATE visits SET due = 1 WHERE url = ? OR url LIKE ? || '?%'"
                db.execute(due, (url, url))
        print(
            f"{time.monotonic() - start:4.0f} s: {len(lines)} pages, {len(errors)} complaints, "
            f"{memory[-1]:.1f} MB",
            flush=True,
        )
    alive = process.poll() is None
    process.send_signal(signal.SIGTERM)
    process.wait(60)
    return feeds, lines, errors, memory, edited, alive and process.returncode == 143


def report(feeds, lines, errors, memory, edited, ended_well):
    new = collections.Counter(line[2].split("?")[0] for _, line in lines if line[0] == "new")
    changed = {line[2].split("?")[0] for _, line in lines if line[0] == "changed"}
    wanted = {feed.site.url(f"/{n}") for feed in feeds if feed.lasting for n in range(1, feed.count + 1)}
    asked = sorted((when, feed.name) for feed in feeds for when, _, _ in feed.site.asked)
    gaps = [
        after[0] - before[0]
        for feed in feeds
        for before, after in itertools.pairwise(sorted(feed.site.asked, key=lambda a: a[0]))
    ]
    third = max(len(memory) // 3, 1)
    early, late = max(memory[third : 2 * third]), max(memory[-third:])
    kinds = collections.Counter(line[1][0].split(": ")[-1] for line in errors)
    checks = {
        f"all {len(wanted)} pages came, {len(wanted - set(new))} missing": wanted <= set(new),
        f"{sum(n > 1 for n in new.values())} pages came twice": max(new.values()) == 1,
        f"{len(set(new) - wanted)} pages came that should not": set(new) <= wanted,
        f"{len(edited & changed)} of {len(edited)} edits were noticed": edited <= changed,
        f"memory {early:.1f} MB, then {late:.1f} MB": late < early * 1.1 + 4,
        f"{len(asked)} requests, the least pause {min(gaps):.2f} s": min(gaps) > 0.9,
        "it ended when it was told to": ended_well,
    }
    for what, good in checks.items():
        print("ok  " if good else "FAIL", what)
    for why, n in kinds.most_common(30):
        print(f"{n:6} {why}")
    return all(checks.values())


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        good = report(*run(os.path.abspath(sys.argv[1]), minutes * 60, folder))
    sys.exit(0 if good else 1)


main()
