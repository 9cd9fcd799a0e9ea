"""A page that its reader dies of is one line and a problem; nothing else of the run changes.

The program here is one whose reader does what the text of a page tells it to (misbehaving.c)."""

import contextlib
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import time
import unittest

from archives import http, members, record, zipped
from program import PAGE, SANITIZED, ProgramTest, environment

PROGRAM = os.environ["ENTENTE_MISBEHAVING"]

FORBIDDEN = "its reader asked the system for what no reader needs"
DEEDS = {
    "crash": "its reader crashed (SIGSEGV)",
    "die": "its reader crashed (SIGABRT)",
    "leave": "its reader ended (exit status 3)",
    "hoard": "reading it took more than 200 MB of memory, the limit for a page",
    "loop": "reading it took more than 0.4 s of the processor, the limit for such a page",
    "open-file": FORBIDDEN,
    "open-socket": FORBIDDEN,
}
if SANITIZED:  # which leaves no room for a limit of memory and for filters
    DEEDS["loop"] = DEEDS["loop"].replace("0.4 s", "4.0 s")
    for name in ("hoard", "open-file", "open-socket"):
        del DEEDS[name]


def children(process):
    """The ids of the processes below this one."""
    path = pathlib.Path(f"/proc/{process}/task/{process}/children")
    below = [int(child) for child in path.read_text().split()]
    return below + [deeper for child in below for deeper in children(child)]


def is_alive(process):
    try:
        text = pathlib.Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] not in "ZX"


class Sandbox(ProgramTest):
    program = PROGRAM

    def deeds(self):
        """Those that this system can end."""
        self.write("page.txt")
        told = self.check(0, "text", "page.txt", ENTENTE_SANDBOX="").stderr
        if told:
            self.check_one_line(told, "without all of the sandbox")
            self.assertEqual(self.check(0, "text", "-q", "page.txt", ENTENTE_SANDBOX="").stderr, "")
        lacks_filters = "seccomp" in told
        return {d: t for d, t in DEEDS.items() if not (lacks_filters and t == FORBIDDEN)}

    def sources(self, text):
        return [r["id"] for r in self.records(text) if r["type"] == "source"]

    def test_deeds(self):
        deeds = self.deeds()
        for deed in deeds:
            self.write(f"pages/{deed}-0.txt")
            self.write(f"pages/{deed}-1.txt", f"{PAGE}\nNow DO {deed}.\n")
            self.write(f"pages/{deed}-2.txt")
        done = self.check(3, "read", "--json", "-d", "talks.entente", "pages")
        lines = [
            f"'pages/{deed}-1.txt': {told}" for deed, told in sorted(deeds.items())
        ]
        complaints = done.stderr.splitlines()
        self.assertEqual(complaints[:-1], [f"entente: {line}" for line in lines])
        self.assertIn(f"{2 * len(deeds)} new", complaints[-1])
        self.assertIn(f"{len(deeds)} not readable", complaints[-1])
        fine = [f"{deed}-{i}" for deed in sorted(deeds) for i in (0, 2)]
        self.assertEqual(self.sources(done.stdout), fine)
        kept = sqlite3.connect(self.folder / "talks.entente").execute(
            "SELECT message FROM problems ORDER BY message"
        )
        self.assertEqual([row[0] for row in kept], sorted(lines))

    def test_pages_of_an_archive_around_the_bad_one_are_read(self):
        texts = {f"{i}.txt": PAGE + ("DO crash" if i in (2, 3, 7) else "") for i in range(9)}
        self.write("zip.zip", zipped({**texts, "b.zip": zipped(texts)}))
        pages = [record(http(text.encode(), "text/plain")) for text in texts.values()]
        for name, archive in (("warc.warc", b"".join(pages)), ("warc.warc.gz", members(pages))):
            self.write(name, archive)
            done = self.check(3, "read", name)
            self.assertEqual(self.sources(done.stdout), [f"warc-{i}" for i in (1, 2, 5, 6, 7, 9)])
            self.assertEqual(done.stderr.count(DEEDS["crash"]), 3, done.stderr)
            self.assertIn(f"'{name}/warc-3'", done.stderr)
        done = self.check(3, "read", "zip.zip")
        self.assertEqual(self.sources(done.stdout), [str(i) for i in (0, 1, 4, 5, 6, 8)] * 2)
        self.assertEqual(done.stderr.count(DEEDS["crash"]), 6, done.stderr)
        self.assertIn("'zip.zip/b.zip/7.txt'", done.stderr)

    def test_lines_after_the_bad_one_are_read(self):
        lines = [json.dumps({"id": str(i), "text": PAGE}) for i in range(60)]
        for i in (7, 8, 30):
            lines[i] = json.dumps({"id": str(i), "text": "DO crash"})
        text = "\n".join(lines)
        self.write("pages.jsonl", text)
        outputs = set()
        for jobs in ("1", "2", "8"):
            for path, stdin in (("pages.jsonl", None), ("-", text)):
                done = self.check(3, "text", "--json", "--jobs", jobs, path, stdin=stdin)
                told = [f"'{path}' line {i}: {DEEDS['crash']}" for i in (8, 9, 31)]
                self.assertEqual(
                    done.stderr, "".join(f"entente: {line}\n" for line in told)
                )
                outputs.add(done.stdout.replace("stdin", "pages"))
        self.assertEqual(len(outputs), 1)
        ids = [json.loads(line)["id"] for line in outputs.pop().splitlines()]
        self.assertEqual(ids, [str(i) for i in range(60) if i not in (7, 8, 30)])

    @unittest.skipIf(SANITIZED, "no layers at all")
    def test_a_kernel_that_lacks_a_layer(self):
        """It is said once a run, and pages are read; what is left still holds."""
        for name in ("a", "b", "c"):
            self.write(f"pages/{name}.txt")
        self.write("pages/d.txt", f"{PAGE}\nNow DO crash.\n")
        for layer in ("seccomp", "Landlock"):
            done = subprocess.run(
                [os.environ["ENTENTE_WITHOUT"], layer, PROGRAM, "text", "--json", "pages"],
                cwd=self.folder,
                env=environment(ENTENTE_SANDBOX=""),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                timeout=100,
            )
            if done.returncode == 99:
                self.skipTest("no filters here")
            self.assertEqual(done.returncode, 3, done.stderr)
            said, problem = done.stderr.splitlines()
            self.assertRegex(said, f"without all of the sandbox.* {layer}\\b")
            self.assertEqual(problem, f"entente: 'pages/d.txt': {DEEDS['crash']}")
            self.assertEqual(len(done.stdout.splitlines()), 3)

    def test_parse_is_shut_in_too(self):
        self.write("bad.txt", "Now DO crash.\n")
        self.write("good.txt")
        done = self.check(3, "parse", "bad.txt", "good.txt")
        self.check_one_line(done.stderr, "'bad.txt'", DEEDS["crash"])
        self.assertIn("# newdoc id = good", done.stdout)

    def start(self, text, **more):
        """The program, waiting for more of standard input after `text`."""
        process = subprocess.Popen(
            [self.program, "text", "--json", "-"],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **more,
        )
        process.stdin.write(json.dumps({"text": text}) + "\n")
        process.stdin.flush()
        return process

    def finish(self, process):
        process.stdin.close()
        process.stdout.close()
        process.stderr.close()
        return process.wait(60)

    def check_gone(self, processes):
        end = time.monotonic() + 60
        while any(is_alive(process) for process in processes):
            self.assertLess(time.monotonic(), end, "a process outlives the program")
            time.sleep(0.05)

    def test_no_process_outlives_the_program(self):
        for text, killed in (("Fine.", False), ("Fine.", True), ("DO loop", True)):
            process = self.start(text)
            if text == "Fine.":
                self.assertIn("Fine", process.stdout.readline())
            end = time.monotonic() + 60
            while len(below := children(process.pid)) < 2:
                self.assertLess(time.monotonic(), end, "there is no worker")
                time.sleep(0.05)
            if killed:
                process.kill()
            self.finish(process)
            self.check_gone(below)

    def test_an_interrupt_at_the_terminal_ends_no_page(self):
        """It reaches all processes of the group, of which only the program shall mind it."""
        process = self.start("Fine.", start_new_session=True)
        self.assertIn("Fine", process.stdout.readline())
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.2)
        with contextlib.suppress(BrokenPipeError):  # it may be gone by now
            process.stdin.write(json.dumps({"text": "Another."}) + "\n")
            process.stdin.close()
        self.assertEqual(process.stderr.read(), "")
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(process.wait(60), 130)


unittest.main()
