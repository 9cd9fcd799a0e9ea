"""Inputs: what cannot be read is named in one line each, and the rest is read."""

import json
import os
import signal
import subprocess
import unittest

from program import PAGE, PROGRAM, ProgramTest, environment

LINE = {"id": "one", "outlet": "Vale Courier", "published": "2025-03-03", "text": PAGE}


class Inputs(ProgramTest):
    def check_problem(self, name, *parts):
        """`name` is complained of in one line, and the page after it is read."""
        self.write("good.txt")
        done = self.check(3, "read", name, "good.txt")
        self.check_one_line(done.stderr, name, *parts)
        sources = [r["id"] for r in self.records(done.stdout) if r["type"] == "source"]
        self.assertEqual(sources, ["good"])
        self.assertNotIn("Traceback", done.stderr)

    def test_missing(self):
        self.check_problem("missing.txt")

    def test_empty(self):
        self.check_problem(self.write("empty.txt", ""))

    def test_only_spaces(self):
        self.check_problem(self.write("blank.txt", " \n\t\n"))

    def test_binary(self):
        self.check_problem(self.write("photo.jpg", bytes(range(256)) * 64))

    def test_huge(self):
        self.check_problem(self.write("huge.txt", "The talks went on. " * 1_600_000))

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_forbidden(self):
        (self.folder / self.write("secret.txt")).chmod(0)
        self.check_problem("secret.txt")

    def test_input_that_cannot_be_read(self):
        folder = os.open(self.folder, os.O_RDONLY)
        self.addCleanup(os.close, folder)
        for redirection, why in ((f"<&{folder}", "is a directory"), ("<&-", "bad file descriptor")):
            done = subprocess.run(
                ["sh", "-c", f'exec "$0" text - {redirection} >&- 2>errors', self.program],
                cwd=self.folder,
                env=environment(),
                pass_fds=[folder],
                timeout=60,
            )
            self.assertEqual(done.returncode, 3)
            self.check_one_line((self.folder / "errors").read_text(), "'-'", why)

    def test_control_characters_in_a_name_stay_harmless(self):
        done = self.check(3, "read", "no\x1b[31msu\x9b31mch")
        self.check_one_line(done.stderr, "'no?[31msu??31mch'")

    def test_control_characters_of_a_page_stay_harmless(self):
        self.write("page.txt", PAGE.replace("union", "un\x1b[31mion\x1b]0;x\x07"))
        for arguments in (["text"], ["read"], ["brief", "-e"], ["show", "quotes"]):
            done = self.check(0, *arguments, "page.txt")
            self.assertNotRegex(done.stdout, r"[\x00-\x08\x0b-\x1f\x7f]")

    def test_any_file_name(self):
        for name in (b"no\xfft-utf-8.txt", b"two\nlines.txt", b'quo"te.txt', b"-d"):
            (self.folder / os.fsdecode(name)).write_text(PAGE)
        done = self.check(0, "read", ".")
        sources = [r for r in self.records(done.stdout) if r["type"] == "source"]
        self.assertEqual(len(sources), 4)

    def test_damaged_line_of_json_lines(self):
        lines = [json.dumps({**LINE, "id": name}) for name in ("one", "two", "three")]
        lines[1] = lines[1][:60]
        self.write("pages.jsonl", "\n".join(lines) + "\n")
        done = self.check(3, "read", "pages.jsonl")
        self.check_one_line(done.stderr, "pages.jsonl", "2")
        sources = [r["id"] for r in self.records(done.stdout) if r["type"] == "source"]
        self.assertEqual(sources, ["one", "three"])

    def test_last_line_cut_off(self):
        whole = json.dumps(LINE)
        self.write("pages.jsonl", whole + "\n" + whole[: len(whole) // 2])
        done = self.check(3, "read", "pages.jsonl")
        self.check_one_line(done.stderr, "pages.jsonl", "2")
        self.assertEqual(self.records(done.stdout)[0]["id"], "one")

    def test_json_lines_keep_their_headers(self):
        self.write("pages.jsonl", json.dumps(LINE) + "\n")
        source = self.records(self.check(0, "read", "pages.jsonl").stdout)[0]
        for key in ("id", "outlet", "published"):
            self.assertEqual(source[key], LINE[key])

    def test_folder_is_read_in_order_of_names(self):
        for name in ("b.txt", "a/z.txt", "c.txt"):
            self.write(f"pages/{name}")
        done = self.check(0, "read", "pages")
        sources = [r["id"] for r in self.records(done.stdout) if r["type"] == "source"]
        self.assertEqual(sources, ["z", "b", "c"])

    def test_standard_input(self):
        done = self.check(0, "read", "-", stdin=PAGE)
        self.assertEqual(self.records(done.stdout)[0]["type"], "source")
        done = self.check(0, "read", "-", stdin=json.dumps(LINE) + "\n")
        self.assertEqual(self.records(done.stdout)[0]["id"], "one")
        self.check(3, "read", "-", stdin="")

    def test_text_can_be_read_again(self):
        self.write("page.txt")
        cleaned = self.check(0, "text", "--json", "page.txt").stdout
        again = self.check(0, "text", "--json", "-", stdin=cleaned).stdout
        self.assertEqual(json.loads(cleaned)["text"], json.loads(again)["text"])

    def test_text_tells_the_headers(self):
        """Of a page and, read again, of the line printed for it."""
        html = (
            '<html lang="en"><title>A toll is agreed</title><meta property="og:site_name" content="Quay">'
            '<meta name="author" content="Ann Bee"><link rel="canonical" href="https://quay.example/a">'
            '<meta property="article:published_time" content="2026-03-01T10:00:00Z">'
            '<meta property="article:modified_time" content="2026-03-02T11:00:00+01:00">'
            "<h1>A toll is agreed</h1><p>The two sides have agreed on the toll, said both of them on Monday.</p>"
        )
        (self.folder / "a.html").write_text(html)
        line = self.check(0, "text", "--json", "a.html").stdout
        expected = {
            "id": "a",
            "url": "https://quay.example/a",
            "title": "A toll is agreed",
            "outlet": "Quay",
            "author": "Ann Bee",
            "published": "2026-03-01T10:00:00Z",
            "modified": "2026-03-02T11:00:00+01:00",
            "language": "en",
            "text": "A toll is agreed\n\nThe two sides have agreed on the toll, said both of them on Monday.",
        }
        self.assertEqual(list(json.loads(line)), list(expected))
        self.assertEqual(json.loads(line), expected)
        self.assertEqual(json.loads(self.check(0, "text", "--json", "-", stdin=line).stdout), expected)

    def test_a_title_is_printed_once(self):
        self.write("a.txt", "A toll is agreed\n\nThe two sides have agreed on the toll.\n")
        self.write("b.jsonl", '{"id": "b", "title": "Toll", "text": "Tolls were agreed on."}\n')
        self.assertEqual(
            self.check(0, "text", "a.txt", "b.jsonl").stdout,
            "==> a <==\nA toll is agreed\n\nThe two sides have agreed on the toll.\n"
            "\n==> b <==\nToll\n\nTolls were agreed on.\n",
        )

    def test_evidence_stands_in_the_text(self):
        self.write("page.txt")
        text = json.loads(self.check(0, "text", "--json", "page.txt").stdout)["text"].encode()
        for record in self.records(self.check(0, "read", "page.txt").stdout):
            for evidence in record.get("evidence", []):
                cut = text[evidence["start"] : evidence["end"]].decode()
                self.assertEqual(cut, evidence["text"])

    def test_all_failed_tells_nothing(self):
        done = self.check(3, "brief", "missing.txt")
        self.assertEqual(done.stdout, "")
        self.check_one_line(done.stderr, "missing.txt")

    def test_missing_lexicon_is_said(self):
        self.write("page.txt")
        done = self.check(1, "read", "page.txt", ENTENTE_SHARE=str(self.folder))
        self.check_one_line(done.stderr, str(self.folder))


class Dossiers(ProgramTest):
    def test_read_then_brief(self):
        self.write("page.txt")
        done = self.check(0, "read", "-d", "talks.entente", "page.txt")
        self.assertEqual(done.stdout, "")
        self.check_one_line(done.stderr, "'talks.entente'", "1 new")
        done = self.check(0, "read", "-d", "talks.entente", "page.txt")
        self.check_one_line(done.stderr, "1 seen before")
        self.assertEqual(self.check(0, "read", "-qd", "talks.entente", "page.txt").stderr, "")
        kept = self.check(0, "brief", "-d", "talks.entente").stdout
        self.assertEqual(kept, self.check(0, "brief", "page.txt").stdout)

    def test_paths_are_read_into_the_named_dossier(self):
        self.write("page.txt")
        self.check(0, "brief", "-d", "talks.entente", "page.txt")
        sources = self.check(0, "show", "sources", "--json", "-d", "talks.entente").stdout
        self.assertEqual(len(self.records(sources)), 1)

    def test_no_dossier(self):
        self.write("notes.txt", "not a dossier, but long enough to be looked at\n" * 50)
        for name in ("missing.entente", "notes.txt", "no/such/folder.entente"):
            with self.subTest(name):
                done = self.check(4, "brief", "-d", name)
                self.check_one_line(done.stderr, name)
        self.assertFalse((self.folder / "missing.entente").exists())
        self.write("page.txt")
        self.check_one_line(self.check(4, "read", "-d", "notes.txt", "page.txt").stderr)

    def test_interrupt_leaves_a_valid_dossier(self):
        pages = 2000  # whose records do not fit into the pipe: reading is under way
        for i in range(pages):
            self.write(f"pages/{i:04}.txt")
        process = subprocess.Popen(
            [PROGRAM, "read", "--json", "-d", "talks.entente", "pages"],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        kept = self.check(0, "show", "sources", "--json", "-d", "talks.entente").stdout
        self.assertTrue(0 < len(self.records(kept)) < pages)


unittest.main()
