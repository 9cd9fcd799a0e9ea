"""Reading on several threads: the same bytes in the same order, whatever the number."""

import json
import select
import subprocess
import unittest

from program import PAGE, PROGRAM, ROOT, ProgramTest, environment, fewer

BAD = ["", " \n", "\0\1\2", "%PDF-1.7"]


class Jobs(ProgramTest):
    def told(self, status, *arguments):
        """Standard output and error as they came, in one stream."""
        done = subprocess.run(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=100,
        )
        self.assertEqual(done.returncode, status, done.stdout)
        return done.stdout

    def check_same(self, status, *arguments):
        alone = self.told(status, *arguments, "--jobs", "1")
        for jobs in ([], ["--jobs", "2"], ["--jobs", "8"]):
            self.assertEqual(self.told(status, *arguments, *jobs), alone, jobs)
        return alone

    def many(self, n=fewer(120)):
        """Pages of unequal length, a bad one after every few."""
        for i in range(n):
            text = BAD[i % len(BAD)] if i % 5 == 2 else PAGE.replace("Ada", f"Ada{i}") * (i % 7 + 1)
            self.write(f"pages/{i:03}.txt", text)

    @unittest.skipUnless((ROOT / "examples").exists(), "no examples")
    def test_examples(self):
        (self.folder / "examples").symlink_to(ROOT / "examples")
        for arguments in (["read"], ["text"], ["brief", "-e"], ["show", "positions", "--json"]):
            with self.subTest(arguments):
                self.check_same(0, *arguments, "examples/strike", "examples/talks")

    def test_bad_pages_keep_their_place(self):
        self.many()
        lines = self.check_same(3, "read", "pages").decode(errors="replace").splitlines()
        order = []
        for line in lines:
            if line.startswith("entente: "):
                order.append(line.split("/")[1][:3])
            elif json.loads(line)["type"] == "source":
                order.append(json.loads(line)["id"])
        self.assertEqual(order, [f"{i:03}" for i in range(fewer(120))])
        self.check_same(3, "brief", "--json", "pages")

    def test_many_paths(self):
        self.many(40)
        paths = [f"pages/{i:03}.txt" for i in range(40)] + ["missing.txt"]
        self.check_same(3, "read", *paths)

    def test_json_lines(self):
        lines = [json.dumps({"id": str(i), "text": PAGE}) for i in range(90)]
        lines[3] = lines[3][:40]
        lines[50] = json.dumps({"id": "50", "text": ""})
        self.write("pages.jsonl", "\n".join(lines))
        self.check_same(3, "read", "pages.jsonl")

    def test_dossiers_are_equal(self):
        self.many(40)
        for jobs in ("1", "8"):
            self.check(3, "read", "-d", f"{jobs}.entente", "--jobs", jobs, "pages")
        shown = [
            self.check(0, "show", "quotes", "-e", "--json", "-d", f"{jobs}.entente").stdout
            for jobs in ("1", "8")
        ]
        self.assertEqual(*shown)
        self.assertIn("Ada", shown[0])

    def test_full_disk_stops(self):
        self.many()
        for jobs in ("1", "2", "8"):
            with open("/dev/full", "wb") as full:
                done = subprocess.run(
                    [PROGRAM, "read", "--jobs", jobs, "pages"],
                    cwd=self.folder,
                    env=environment(),
                    stdout=full,
                    stderr=subprocess.PIPE,
                    text=True,
                    timeout=100,
                )
            self.assertEqual(done.returncode, 1)
            self.check_one_line(done.stderr, "standard output")

    def test_a_pipe_is_not_waited_for(self):
        """A page that was written is told before the next one is."""
        for jobs in ("1", "2", "8"):
            process = subprocess.Popen(
                [PROGRAM, "read", "--jobs", jobs, "-"],
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            for name in ("one", "two", "three"):
                process.stdin.write(json.dumps({"id": name, "text": PAGE}).encode() + b"\n")
                process.stdin.flush()
                ready, _, _ = select.select([process.stdout], [], [], 60)
                self.assertTrue(ready, (jobs, name))
                self.assertIn(f'"id": "{name}"', process.stdout.read1(1 << 20).decode())
            process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0)


unittest.main()
