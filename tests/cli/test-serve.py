"""The page, asked as a browser, a program and a stranger ask: what it shows, whom it refuses, and
that nobody stops it."""

import concurrent.futures
import contextlib
import gzip
import html.parser
import http.client
import json
import re
import signal
import socket
import sqlite3
import subprocess
import time
import unittest
import urllib.parse

from program import PROGRAM, ROOT, ProgramTest, environment

TWO = """Quota dispute deepens

VELMORA, 4 March 2031 - Norway demands larger fishing quotas in the northern strait. Iceland rejects lifting
the tariff on grain. "We will not sign without quotas," Foreign Minister Ada Brook of Norway said on Monday.

Norwegian Foreign Minister Ada Brook met Icelandic Prime Minister Jon Teller in Velmora on Monday for three hours.

Norway tabled a ten-point plan.
"""
VIEWS = ["/", "/grid", "/changes", "/timeline", "/deal", "/drafts", "/people", "/sources", "/meetings", "/log", "/help",
         "/search?q=quotas"]
KINDS = ["sources", "people", "parties", "meetings", "positions", "drafts", "quotes", "claims", "assessments",
         "discrepancies"]


class ServeTest(ProgramTest):
    """Each test has a server of its own, on any free port."""

    options = ()
    made = {}  # dossiers, by what makes them

    def setUp(self):
        super().setUp()
        self.write("two.txt", TWO)
        self.prepare()
        self.start()

    def prepare(self):
        """The dossier, which is made once for each class that makes another one."""
        made = ServeTest.made.get(self.make.__func__)
        if made:
            (self.folder / "talks").write_bytes(made)
            return
        self.make()
        with contextlib.closing(sqlite3.connect(self.folder / "talks")) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ServeTest.made[self.make.__func__] = (self.folder / "talks").read_bytes()

    def make(self):
        self.check(0, "read", "-q", "-d", "talks", "two.txt")

    def start(self):
        self.server = subprocess.Popen(
            [PROGRAM, "serve", "-q", "-d", "talks", "-p", "0", "--by", "Ina", *self.options],
            cwd=self.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        self.addCleanup(self.stop)
        self.address = urllib.parse.urlsplit(self.server.stdout.readline().strip())
        self.assertTrue(self.address.port, self.server.poll())

    def stop(self):
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
        out, err = self.server.communicate(timeout=60)
        self.assertEqual((self.server.returncode, out, err), (0, "", ""))

    def ask(self, target, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=60)
        headers = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
        connection.request(method, target, body=body, headers=headers)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def get(self, target, status=200, **headers):
        answer = self.ask(target, **headers)
        self.assertEqual(answer.status, status, (target, answer.body[:300]))
        return answer.body.decode()

    def wait_for(self, target, text, **headers):
        """What another program writes is seen within moments."""
        until = time.monotonic() + 30
        while text not in (page := self.ask(target, **headers).body.decode()):
            self.assertLess(time.monotonic(), until, page)
            time.sleep(0.05)
        return page

    def api(self, target, status=200):
        return json.loads(self.get("/api/v1" + target, status))

    def token(self):
        return self.api("")["token"]

    def post(self, target, status, form, **headers):
        body = urllib.parse.urlencode(form)
        more = {"Content_Type": "application/x-www-form-urlencoded", **headers}
        answer = self.ask(target, "POST", body, **more)
        self.assertEqual(answer.status, status, answer.body[:300])
        return answer

    def raw(self, request, timeout=30):
        """What comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.address.port), timeout) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            got = b""
            while piece := connection.recv(65536):
                got += piece
        return got


class Shows(ServeTest):
    def test_every_view(self):
        for view in VIEWS:
            page = self.get(view)
            self.assertIn("<h1>", page, view)
            self.assertEqual(page.count("<main"), 1)
        self.assertIn("larger fishing quotas", self.get("/"))
        self.assertIn("Norway: **demands**: larger fishing quotas", self.get("/brief.md"))
        cell = self.get("/cell?party=Norway&issue=fisheries")
        self.assertIn("Norway demands larger fishing quotas in the northern strait.</mark>", cell)
        self.assertIn('<span class="around">', cell)
        article = self.get("/article/two")
        self.assertIn("Norway tabled a ten-point plan.</mark>", article)

    def test_permalinks(self):
        for kind in KINDS:
            for record in self.api("/" + kind)["records"]:
                if record.get("ref"):
                    self.assertIn(record["ref"], self.get("/record/" + record["ref"]))

    def test_nothing_there(self):
        for target in ("/record/p-00000000", "/article/none", "/nope", "/web/none.js", "/api/v1/nope",
                       "/api/v1/records/none", "/api/v1/articles/none", "/article/", "/article/a/b"):
            self.get(target, 404)
        self.get("/cell", 400)
        self.get("/grid?on=yesterday", 400)
        self.assertEqual(self.ask("/", "PUT", X_Entente_Token=self.token()).status, 405)

    def test_no_path_is_a_file(self):
        for target in ("/web/../../two.txt", "/web/..%2f..%2ftwo.txt", "/../talks", "/web/%2e%2e/talks",
                       "/article/..%2f..%2fetc%2fpasswd", "//etc/passwd", "/web/page.css/.."):
            self.assertIn(self.ask(target).status, (400, 404), target)

    def test_pages_are_small(self):
        page = self.ask("/", Accept_Encoding="gzip").body
        size = len(page)
        for name in ("page.css", "page.js", "keys.js", "panel.js", "live.js", "icon.svg"):
            size += len(self.ask("/web/" + name, Accept_Encoding="gzip").body)
        self.assertLess(size, 150_000)

    def test_unchanged_and_packed(self):
        first = self.ask("/", Accept_Encoding="gzip")
        self.assertEqual(first.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(first.body), self.ask("/").body)
        again = self.ask("/", If_None_Match=first.headers["ETag"])
        self.assertEqual((again.status, again.body), (304, b""))
        self.check(0, "correct", "-q", "-d", "talks", "rename", "issue", "fisheries", "fishing")
        self.wait_for("/", "<th scope=\"row\">fishing</th>", If_None_Match=first.headers["ETag"])

    def test_another_program_writes(self):
        self.get("/")
        self.write("one.txt", TWO.replace("4 March", "5 March").replace("Iceland", "Finland"))
        self.check(0, "read", "-q", "-d", "talks", "one.txt")
        self.wait_for("/grid", "Finland")


class Tells(ServeTest):
    def test_kinds_in_portions(self):
        schema = json.loads((ROOT / "docs/schema/record.schema.json").read_text())
        try:
            import jsonschema
        except ImportError:
            jsonschema = None
        judge = jsonschema and jsonschema.Draft202012Validator(schema)
        for kind in KINDS:
            portion = self.api("/" + kind + "?limit=1")
            self.assertLessEqual(len(portion["records"]), 1)
            all_at_once = self.api("/" + kind)["records"]
            one_by_one = [self.api(f"/{kind}?limit=1&from={n}")["records"][0] for n in range(len(all_at_once))]
            self.assertEqual(one_by_one, all_at_once)
            for record in all_at_once if judge else ():
                judge.validate(record)
        self.assertGreater(len(self.api("/positions")["records"]), 1)
        self.assertEqual(self.api("/positions?party=Norway")["records"][0]["party"], "Norway")

    def test_description(self):
        described = self.api("/openapi.json")
        for path in described["paths"]:
            if "{" not in path and not path.endswith("events"):
                target = path + {"/api/v1/changes": "?since=2031-01-01", "/api/v1/search": "?q=quotas"}.get(path, "")
                self.assertTrue(json.loads(self.get(target)), path)
        refs = re.findall(r'"#/components/(\w+)/(\w+)"', json.dumps(described))
        for group, name in refs:
            self.assertIn(name, described["components"][group])

    def test_article(self):
        article = self.api("/articles/two")
        text = article["text"].encode()
        for record in article["records"]:
            for evidence in record["evidence"]:
                self.assertEqual(text[evidence["start"]:evidence["end"]].decode(), evidence["text"])

    def test_events(self):
        with socket.create_connection(("127.0.0.1", self.address.port), 30) as connection:
            connection.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: {self.address.netloc}\r\n\r\n".encode())
            got = b""
            while b"retry" not in got:
                got += connection.recv(4096)
            self.check(0, "correct", "-q", "-d", "talks", "rename", "issue", "fisheries", "fishing")
            while b"event: change" not in got:
                piece = connection.recv(4096)
                self.assertTrue(piece, got)
                got += piece


class Corrects(ServeTest):
    def one(self, **fields):
        return [r for r in self.api("/positions")["records"] if all(r.get(k) == v for k, v in fields.items())][0]

    def form(self, action, ref, **more):
        return {"token": self.token(), "action": action, "ref": ref, "back": "/grid?a=1", "why": "as agreed", **more}

    def test_change_reaches_the_grid_and_stays(self):
        record = self.one(party="Norway", stance="demands")
        answer = self.post("/correct", 303, self.form("change", record["ref"], **{
            "old-stance": "demands", "new-stance": "offers", "old-what": record["what"], "new-what": record["what"]}))
        self.assertEqual(answer.headers["Location"], "/grid?a=1")
        self.assertIn("offers", self.get("/cell?party=Norway&issue=fisheries"))
        self.check(0, "rebuild", "-q", "-d", "talks")
        time.sleep(0.6)
        self.assertIn("offers", self.get("/cell?party=Norway&issue=fisheries"))
        log = self.api("/corrections")["corrections"]
        self.assertEqual([(c["author"], c["action"], c["reason"]) for c in log], [("Ina", "change", "as agreed")])
        self.post("/undo", 303, {"token": self.token(), "number": log[0]["number"]})
        self.assertEqual(self.one(party="Norway")["stance"], "demands")

    def test_each_form(self):
        for action in ("accept", "red-line", "reject"):
            self.post("/correct", 303, self.form(action, self.one(party="Norway", issue="fisheries")["ref"]))
        self.assertEqual(len(self.api("/corrections")["corrections"]), 3)
        self.assertNotIn("fisheries", [r["issue"] for r in self.api("/positions")["records"]])
        people = [person["ref"] for person in self.api("/people")["records"]]
        self.post("/correct", 303, self.form("merge", people[0], **{"with-" + people[1]: "1"}))
        self.assertEqual(len(self.api("/people")["records"]), len(people) - 1)
        self.post("/correct", 303, {"token": self.token(), "action": "add", "source": "two", "kind": "claim",
                                    "sentence": "Norway tabled a ten-point plan.", "fields": "by=Norway\r\nwhat=a plan"})
        self.assertIn("a plan", [r["what"] for r in self.api("/claims")["records"]])

    def test_nothing_wrong_is_kept(self):
        ref = self.one(party="Norway")["ref"]
        self.post("/correct", 422, self.form("accept", "p-00000000"))
        self.post("/correct", 422, self.form("change", ref))
        self.post("/correct", 422, self.form("change", ref, **{"new-stance": "loves", "old-stance": "demands"}))
        self.post("/correct", 422, self.form("merge", ref))
        self.post("/correct", 400, self.form("burn", ref))
        self.post("/undo", 400, {"token": self.token(), "number": "x"})
        self.post("/undo", 422, {"token": self.token(), "number": "99"})
        self.assertEqual(self.api("/corrections")["corrections"], [])

    def test_back_leads_home_only(self):
        for back in ("//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example", "/a\r\nX: y"):
            form = {**self.form("accept", self.one(party="Norway")["ref"]), "back": back}
            self.assertEqual(self.post("/correct", 303, form).headers["Location"], "/")

    def test_programs(self):
        ref = self.one(party="Norway")["ref"]
        word = {"action": "accept", "arguments": [ref], "author": "Ada", "reason": "sure"}
        answer = self.ask("/api/v1/corrections", "POST", json.dumps(word), X_Entente_Token=self.token())
        self.assertEqual(answer.status, 201)
        number = json.loads(answer.body)["number"]
        self.assertEqual(self.api("/corrections")["corrections"][0]["author"], "Ada")
        undone = self.ask(f"/api/v1/corrections/{number}", "DELETE", X_Entente_Token=self.token())
        self.assertEqual(undone.status, 201)
        for body in ("", "[]", "{}", '{"action": 1, "arguments": []}', '{"action": "accept", "arguments": [1]}',
                     '{"action": "accept", "arguments": "p"}', "[" * 5000):
            wrong = self.ask("/api/v1/corrections", "POST", body, X_Entente_Token=self.token())
            self.assertEqual(wrong.status, 400, body[:40])

    def test_last_look(self):
        self.assertIn("not known when", self.get("/changes"))
        number = re.search(r'name="number" value="(\d+)"', self.get("/changes"))[1]
        self.post("/seen", 303, {"token": self.token(), "number": number})
        self.assertIn("Nothing changed", self.get("/changes"))
        later = {"id": "later", "published": "2031-04-09", "outlet": "Strait Post", "title": "Ports",
                 "text": "Norway demands a ban on tanker traffic. Iceland tabled a six-point plan on Monday."}
        self.write("later.jsonl", json.dumps(later) + "\n")
        self.check(0, "read", "-q", "-d", "talks", "later.jsonl")
        self.assertIn("six-point plan", self.wait_for("/changes", "Strait Post"))
        # another reader has looked at another time
        self.assertIn("not known when", self.get("/changes", Cookie="entente-reader=Olga%20B"))


class Refuses(ServeTest):
    def test_hosts(self):
        port = self.address.port
        for host in ("elsewhere.example", f"elsewhere.example:{port}", "127.0.0.1", "127.0.0.1:1", "", f"127.0.0.1:{port}.x",
                     f"localhost.elsewhere.example:{port}"):
            self.assertEqual(self.ask("/", Host=host).status, 403, host)
        for host in (f"localhost:{port}", f"LOCALHOST:{port}"):
            self.get("/", Host=host)

    def test_other_origins(self):
        own = f"http://127.0.0.1:{self.address.port}"
        form = {"token": self.token(), "number": "1"}
        for headers in ({"Origin": "http://elsewhere.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"},
                        {"Sec_Fetch_Site": "same-site", "Origin": own}, {"Origin": own.replace("http", "https")},
                        {"Origin": f"http://localhost:{self.address.port}"}):
            self.post("/seen", 403, form, **headers)
        for headers in ({"Origin": own}, {"Origin": "null", "Sec_Fetch_Site": "same-origin"}, {}):
            self.post("/seen", 303, form, **headers)

    def test_pages_from_elsewhere_show_nothing_of_it(self):
        link = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
        for headers in ({"Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"}, {"Sec_Fetch_Dest": "iframe"},
                        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty"}):
            self.get("/deal", 403, **{**link, **headers})
        for headers in (link, {"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"}, {"Sec_Fetch_Site": "none"}):
            self.get("/", **headers)

    def test_tokens(self):
        good = self.token()
        for token in ("", good[:-1], good + "0", good[:-1] + ("0" if good[-1] != "0" else "1"), good.upper() + "é"):
            for target in ("/seen", "/undo", "/correct", "/reader"):
                self.post(target, 403, {"token": token, "number": "1"})
            self.assertEqual(self.ask("/api/v1/corrections", "POST", "{}", X_Entente_Token=token.encode()).status, 403)

    def test_asking_changes_nothing(self):
        before = (self.folder / "talks").read_bytes()
        for view in VIEWS + ["/correct", "/undo", "/seen"]:
            self.ask(view)
        self.assertEqual((self.folder / "talks").read_bytes(), before)

    def test_headers(self):
        for target, status in (("/", 200), ("/nope", 404), ("/web/page.js", 200), ("/api/v1", 200)):
            answer = self.ask(target)
            self.assertEqual(answer.status, status)
            self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
            self.assertIn("frame-ancestors 'none'", answer.headers["Content-Security-Policy"])
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
            self.assertIsNone(answer.headers["Access-Control-Allow-Origin"])

    def test_limits(self):
        host = f"Host: {self.address.netloc}\r\n".encode()
        status = lambda got: got.split(b" ", 2)[1] if got else b""
        self.assertEqual(status(self.raw(b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + host + b"\r\n")), b"414")
        self.assertIn(status(self.raw(b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 70000 + b"\r\n\r\n")), (b"431", b"413", b""))
        self.assertIn(status(self.raw(b"GET / HTTP/1.1\r\n" + host + b"".join(b"X%d: 1\r\n" % n for n in range(600)) + b"\r\n")), (b"431", b"413"))
        self.assertEqual(self.ask("/correct", "POST", "a" * 300000, X_Entente_Token=self.token()).status, 413)
        chunked = b"Transfer-Encoding: chunked\r\nX-Entente-Token: %s\r\n\r\n" % self.token().encode()
        body = b"".join(b"8000\r\n" + b"a" * 0x8000 + b"\r\n" for _ in range(10)) + b"0\r\n\r\n"
        self.assertEqual(status(self.raw(b"POST /correct HTTP/1.1\r\n" + host + chunked + body)), b"413")
        many = b"/?" + b"&".join(b"p%d=1" % n for n in range(600))
        self.assertEqual(status(self.raw(b"GET " + many + b" HTTP/1.1\r\n" + host + b"\r\n")), b"400")
        for target in (b"/%00", b"/%ff", b"/a%", b"/?a=%zz"):
            self.assertEqual(status(self.raw(b"GET " + target + b" HTTP/1.1\r\n" + host + b"\r\n")), b"400", target)
        self.get("/")

    def test_garbage(self):
        for request in (b"\x00" * 100, b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 1000):
            self.raw(request)
        self.get("/")


class Outlasts(ServeTest):
    def test_slow_and_idle_connections(self):
        """200 that send a byte now and then, and 300 that send nothing, do not keep others waiting."""
        waiting = []
        for number in range(500):
            connection = socket.create_connection(("127.0.0.1", self.address.port), 30)
            self.addCleanup(connection.close)
            if number % 5 < 2:
                connection.sendall(b"GET / HTTP/1.1\r\nHost:")
                waiting.append(connection)
        self.get("/")
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            self.assertEqual({len(page) > 100 for page in pool.map(self.get, ["/grid"] * 40)}, {True})
        dropped, until = 0, time.monotonic() + 30
        waiting = waiting[:20]
        while dropped < len(waiting) and time.monotonic() < until:
            dropped = 0
            for connection in waiting:
                try:
                    connection.sendall(b"a")
                    connection.settimeout(0.01)
                    dropped += connection.recv(10) == b""
                except TimeoutError:
                    pass
                except OSError:
                    dropped += 1
            time.sleep(0.2)
        self.assertEqual(dropped, len(waiting))
        self.get("/")


class Open(ServeTest):
    """Where others on the network can ask."""

    options = ("--bind", "0.0.0.0", "--host", "127.0.0.1,desk.lan")

    def test_access(self):
        access = urllib.parse.parse_qs(self.address.query)["access"][0]
        self.assertRegex(access, r"\A[0-9a-f]{32}\Z")
        for headers in ({}, {"Authorization": "Bearer " + access[:-1]}, {"Cookie": "entente-access=x"}):
            for target in ("/", "/web/page.css", "/api/v1", "/?access=0", "/nope"):
                self.assertEqual(self.ask(target, **headers).status, 401)
        let_in = self.ask("/?access=" + access)
        self.assertEqual((let_in.status, let_in.headers["Location"]), (303, "/"))
        self.assertIn("HttpOnly; SameSite=Strict", let_in.headers["Set-Cookie"])
        self.get("/", Cookie=let_in.headers["Set-Cookie"].split(";")[0])
        self.get("/", Authorization="Bearer " + access, Host=f"desk.lan:{self.address.port}")


EVIL = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "'onmouseover='alert(1)",
    "\u202eevil\u202c \u2066x\u2069", "javascript:alert(1)", "</title></mark></p><b>", "&lt;script&gt;", "{{7*7}}",
]


class Parser(html.parser.HTMLParser):
    """What a page consists of: its elements and their attributes."""

    def __init__(self):
        super().__init__()
        self.bad = []

    def handle_starttag(self, tag, attributes):
        if tag in ("b", "img", "iframe", "object", "embed", "base", "meta") and ("charset", "utf-8") not in attributes \
                and dict(attributes).get("name") != "viewport":
            self.bad.append((tag, attributes))
        if tag == "script" and dict(attributes).get("src") != "/web/page.js":
            self.bad.append((tag, attributes))
        for name, value in attributes:
            if name.startswith("on") or name == "style":
                self.bad.append((tag, attributes))
            if name in ("href", "src", "action") and not re.match(r"(/(?!/)|#|https?://)", value or ""):
                self.bad.append((tag, attributes))


class Hostile(ServeTest):
    """Articles whose every part is meant to do harm stand there as text."""

    def make(self):
        lines = []
        for number, evil in enumerate(EVIL):
            text = (f"Norway demands larger fishing quotas {evil} in the strait. \"We want {evil} now,\" Foreign Minister Ada "
                    f"{evil} Brook of Norway said on Monday. Norway met Iceland in {evil} Velmora on 3 March 2031. "
                    f"Norway tabled the {evil} plan.")
            lines.append({"id": f"{evil} {number}", "url": evil if number % 2 else f"http://e.example/{evil}", "title": evil,
                          "outlet": evil, "author": evil, "published": "2031-03-03", "text": text})
        word = "W" * 1_000_000
        lines.append({"id": "long", "title": word, "outlet": word, "url": "https://e.example/" + word, "published": "2031-03-04",
                      "text": f"Norway demands {word} in the strait. Iceland refuses larger quotas. {word}"})
        self.write("evil.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        self.run_program("read", "-q", "-d", "talks", "evil.jsonl")
        refs = [r["ref"] for r in self.records(self.check(0, "show", "positions", "-q", "-d", "talks", "--json").stdout)]
        for evil in EVIL[:4]:
            self.check(0, "correct", "-q", "-d", "talks", "--by", evil, "--why", evil, "change", refs[0], "what=" + evil,
                       "party=" + evil, "issue=" + evil)
            refs = [r["ref"] for r in self.records(self.check(0, "show", "positions", "-q", "-d", "talks", "--json").stdout)]

    def check_calm(self, target):
        page = self.get(target)
        parser = Parser()
        parser.feed(page)
        self.assertEqual(parser.bad, [], target)
        self.assertNotRegex(page, "[\u202a-\u202e\u2066-\u2069]", target)

    def test_every_view(self):
        targets = list(VIEWS) + ["/search?q=" + urllib.parse.quote(evil) for evil in EVIL]
        targets += ["/grid?party=" + urllib.parse.quote(evil) for evil in EVIL] + ["/changes?since=2031-03-01"]
        sources = self.api("/sources")["records"]
        self.assertEqual(len(sources), len(EVIL) + 1)
        targets += ["/article/" + urllib.parse.quote(source["id"], safe="") for source in sources]
        for kind in KINDS:
            for record in self.api(f"/{kind}?limit=1000")["records"]:
                targets += ["/record/" + record["ref"]] if record.get("ref") else []
                if kind == "positions":
                    targets.append("/cell?" + urllib.parse.urlencode({"party": record["party"], "issue": record["issue"]}))
        for target in targets:
            self.check_calm(target)
        for evil in EVIL:
            page = self.ask("/record/" + urllib.parse.quote(evil, safe=""))
            self.assertEqual(page.status, 404)
            self.assertNotIn(b"<script>a", page.body)


class Stops(ServeTest):
    def test_while_others_ask(self):
        """Connections that go on asking, and one that computes, do not keep it from ending in order."""
        def ask_on():
            connection = http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=60)
            number = 0
            with contextlib.suppress(OSError, http.client.HTTPException):
                while True:
                    number += 1
                    connection.request("GET", f"/grid?party={number}")
                    connection.getresponse().read()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for _ in range(8):
                pool.submit(ask_on)
            with contextlib.suppress(OSError), \
                    socket.create_connection(("127.0.0.1", self.address.port), 60) as connection:
                connection.sendall(f"GET /deal?samples=10000 HTTP/1.1\r\nHost: {self.address.netloc}\r\n\r\n".encode())
                time.sleep(0.3)
                self.stop()


class Deals(ServeTest):
    def form(self, issue=0, **more):
        page = self.get("/deal")
        model = re.search(r'name="model" value="(\w+)"', page)[1]
        return {"token": self.token(), "model": model, "issue": issue, **more}

    def test_an_edit_stays(self):
        for worth in ("0.3", "0.2 to 0.8", "1"):
            self.post("/deal", 303, self.form(**{"v-0-0": worth}))
            self.assertIn(f'name="v-0-0" value="{worth}"', self.get("/deal"))
        self.post("/deal", 409, {**self.form(), "model": "other"})

    def test_worths_out_of_range(self):
        for worth in ("-0.1", "1.5", "0.5 to 2", "-1 to 0.5", "high", "nan"):
            answer = self.post("/deal", 422, self.form(**{"v-0-0": worth}))
            self.assertIn(b"0, the worst", answer.body)
        self.post("/deal", 422, self.form(**{"s-0": "-1"}))

    def test_a_large_model_is_cut(self):
        """The form that is shown can be sent, and what is not shown stays as it was."""
        options = [f"option {n}" for n in range(40)]
        line = {"party": "P11", "refuses": {"fish": ["option 39"]}}
        parties = [f"P{n:02}" for n in range(12)]
        model = {"parties": [{"name": party} for party in parties],
                 "stances": [{"party": party, "issue": "fish", "values": {options[n]: 1, options[39]: 0}}
                             for n, party in enumerate(parties)],
                 "issues": [{"name": "fish", "options": options, "status_quo": options[0]}], "red_lines": [line]}
        put = self.ask("/api/v1/model", "PUT", json.dumps(model), X_Entente_Token=self.token())
        self.assertEqual(put.status, 201, put.body)
        page = self.get("/deal")
        self.assertIn("10 more options", page)
        self.assertNotIn('name="v-8-0"', page)
        fields = {name: "0.5" for name in re.findall(r'name="(v-\d+-\d+)"', page)}
        self.post("/deal", 303, self.form(**fields, **{name.replace("v", "r"): "1" for name in fields}))
        self.assertIn(line, self.api("/model")["red_lines"])


class Missing(ProgramTest):
    def test_dossiers_that_cannot_be_served(self):
        done = self.check(4, "serve", "-d", "none")
        self.assertIn("no such dossier", done.stderr)
        self.assertIn("entente read -d none", done.stderr)
        self.write("text", "no dossier")
        self.assertIn("not a dossier", self.check(4, "serve", "-d", "text").stderr)
        self.write("two.txt", TWO)
        self.check(0, "read", "-q", "-d", "talks", "two.txt")
        with sqlite3.connect(self.folder / "talks") as db:
            db.execute("PRAGMA user_version = 999")
        self.assertIn("newer version", self.check(4, "serve", "-d", "talks").stderr)

    def test_wrong_uses(self):
        self.check(2, "serve")
        self.check(2, "serve", "-d", "x", "-p", "70000")
        self.check(2, "serve", "-d", "x", "more")
        self.write("token", "short")
        self.check(2, "serve", "-d", "x", "--access-file", "token")
        self.write("two.txt", TWO)
        self.check(0, "read", "-q", "-d", "talks", "two.txt")
        self.check_one_line(self.check(5, "serve", "-d", "talks", "--bind", "not-an-address").stderr, "not-an-address")


class Changing(ServeTest):
    """What becomes of the dossier while it is served."""

    def test_empty(self):
        (self.folder / "talks").rename(self.folder / "away")
        self.assertIn("no such dossier", self.get("/grid", 503))
        self.assertIn("entente read -d", self.get("/grid", 503))
        (self.folder / "away").rename(self.folder / "talks")
        self.get("/grid")
        self.check(0, "remove", "-q", "-d", "talks", "two")
        self.assertIn("Nothing has been read", self.get("/"))
        for view in VIEWS:
            self.get(view)

    def test_newer(self):
        with sqlite3.connect(self.folder / "talks") as db:
            db.execute("PRAGMA user_version = 999")
        copy = (self.folder / "talks").read_bytes()
        (self.folder / "new").write_bytes(copy)
        (self.folder / "new").rename(self.folder / "talks")
        time.sleep(0.6)
        self.assertIn("newer version", self.get("/", 503))
        self.assertIn("Use the version", self.get("/", 503))

    def test_locked(self):
        db = sqlite3.connect(self.folder / "talks", isolation_level=None)
        db.execute("BEGIN IMMEDIATE")
        self.get("/")
        answer = self.post("/seen", 503, {"token": self.token(), "number": "1"})
        self.assertIn(b"in use", answer.body)
        self.assertIn(b"Reload", answer.body)
        self.get("/grid")
        db.execute("ROLLBACK")
        db.close()
        self.post("/seen", 303, {"token": self.token(), "number": "1"})


if __name__ == "__main__":
    unittest.main()
