"""Help, wrong use, man pages and completions: what comes from the option tables."""

import re
import shutil
import subprocess
import unittest

from program import PROGRAM, ROOT, ProgramTest

WRONG = [
    ([], "no command given"),
    (["raed", "x"], "unknown command 'raed'; did you mean 'read'?"),
    (["xyzzy"], "unknown command 'xyzzy'"),
    (["--jsn"], "unknown option '--jsn'"),
    (["help", "breif"], "unknown command 'breif'; did you mean 'brief'?"),
    (["help", "read", "text"], "takes one COMMAND"),
    (["read"], "no PATH or URL given"),
    (["text"], "no PATH or URL given"),
    (["parse"], "no PATH given"),
    (["parse", "--from", "text", "x"], "--from takes pages, conllu, not 'text'"),
    (["parse", "--from", "conllu", "-f", "json", "x"], "--from conllu prints CoNLL-U only"),
    (["read", "--jsn", "x"], "unknown option '--jsn'; did you mean '--json'?"),
    (["read", "--verbosity", "x"], "unknown option '--verbosity'"),
    (["read", "-Z", "x"], "unknown option '-Z'"),
    (["read", "x", "-d"], "--dossier needs a value"),
    (["read", "x", "--dossier"], "--dossier needs a value"),
    (["read", "--json=yes", "x"], "takes no value"),
    (["brief"], "name a dossier (-d) or PATHs to read"),
    (["brief", "--format", "tex", "x"], "not 'tex'; did you mean 'text'?"),
    (["brief", "--format", "csv", "x"], "--format takes text, markdown, html, json"),
    (["brief", "--color", "sometimes", "x"], "--color takes auto, always, never"),
    (["brief", "--width", "wide", "x"], "--width takes a number"),
    (["brief", "--width", "-5", "x"], "--width takes a number"),
    (["brief", "--width", "99999999999999999999", "x"], "--width takes a number"),
    (["read", "--jobs", "0", "x"], "--jobs takes a number from 1 to 64, not '0'"),
    (["text", "--jobs", "-1", "x"], "--jobs takes a number"),
    (["brief", "--jobs", "two", "x"], "not 'two'"),
    (["brief", "-j65", "x"], "not '65'"),
    (["show", "people", "--jobs", "99999999999999999999", "x"], "--jobs takes a number"),
    (["show", "people", "x", "-j"], "--jobs needs a value"),
    (["read", "x", "--min-confidence", "high"], "takes a number from 0 to 1, not 'high'"),
    (["read", "x", "--min-confidence", ""], "not ''"),
    (["brief", "x", "--min-confidence", "1.01"], "not '1.01'"),
    (["brief", "x", "--min-confidence", "-0.5"], "not '-0.5'"),
    (["brief", "x", "--min-confidence", "0x1"], "not '0x1'"),
    (["brief", "x", "--min-confidence", "nan"], "not 'nan'"),
    (["show", "people", "x", "--min-confidence", "5e-1"], "not '5e-1'"),
    (["show", "people", "x", "--min-confidence", "0,5"], "not '0,5'"),
    (["show", "people", "x", "--min-confidence", "0.5 "], "not '0.5 '"),
    (["show", "people", "x", "--min-confidence", ".5"], "not '.5'"),
    (["show", "people", "x", "--min-confidence", "1."], "not '1.'"),
    (["show", "people", "x", "--min-confidence"], "--min-confidence needs a value"),
    (["rebuild"], "no --dossier given"),
    (["rebuild", "-d", "x", "y"], "'y' is one operand too many"),
    (["correct", "accept", "x"], "no --dossier given"),
    (["correct", "-d", "x"], "no ACTION given"),
    (["correct", "-d", "x", "acept", "y"], "unknown action 'acept'; did you mean 'accept'?"),
    (["correct", "-d", "x", "change", "y"], "'change' takes REF FIELD=VALUE..."),
    (["correct", "-d", "x", "side", "y", "z", "w"], "'side' takes PERSON PARTY"),
    (["model"], "give one of --dossier, --import and --check"),
    (["model", "--import", "--check", "x"], "give one of --dossier, --import and --check"),
    (["model", "--import"], "no file given"),
    (["model", "--check", "--parties", "A", "x"], "--parties and --issue go with --dossier"),
    (["model", "-d", "x", "y"], "unexpected 'y'"),
    (["deal"], "no model given"),
    (["deal", "--format", "csv", "x"], "--format takes text, html, json"),
    (["deal", "--samples", "0", "x"], "--samples takes a number from 1 to 1000000"),
    (["deal", "--seed", "-1", "x"], "--seed takes a number"),
    (["log"], "no --dossier given"),
    (["log", "-d", "x", "y"], "'y' is one operand too many"),
    (["merge", "x"], "no --dossier given"),
    (["merge", "-d", "x"], "no other DOSSIER given"),
    (["merge", "-d", "x", "y", "z"], "'z' is one operand too many"),
    (["undo", "1"], "no --dossier given"),
    (["undo", "-d", "x"], "no NUMBER given"),
    (["undo", "-d", "x", "one"], "'one' is no NUMBER"),
    (["undo", "-d", "x", "1", "2"], "'2' is one operand too many"),
    (["stable"], "no MODEL given"),
    (["stable", "x", "y"], "takes one MODEL"),
    (["stable", "--concept", "SEX", "x"], "--concept takes R, GMR, SMR, SEQ, SSEQ, not 'SEX'"),
    (["forecast"], "no MODEL given"),
    (["forecast", "-f", "pdf", "x"], "--format takes text, json, svg, not 'pdf'"),
    (["backtest", "x", "y"], "takes one DATA"),
    (["remove", "x"], "no --dossier given"),
    (["remove", "-d", "x"], "no ID given"),
    (["check"], "no --dossier given"),
    (["check", "-d", "x", "y"], "'y' is one operand too many"),
    (["read", "x", "--wait", "long"], "--wait takes a number from 0 to 86400, not 'long'"),
    (["search", "x"], "no --dossier given"),
    (["search", "-d", "x"], "no QUERY given"),
    (["search", "-d", "x", "y", "--limit", "0"], "--limit takes a number"),
    (["show"], "no KIND given"),
    (["show", "positions"], "name a dossier (-d) or PATHs to read"),
    (["show", "postions", "x"], "unknown kind 'postions'; did you mean 'positions'?"),
    (["show", "positions", "x", "--since", "Tuesday"], "not 'Tuesday'"),
    (["show", "positions", "x", "--since", "2025-02-30"], "not '2025-02-30'"),
    (["show", "positions", "x", "--since", "25-2-3"], "not '25-2-3'"),
    (["export"], "name a dossier (-d)"),
    (["export", "-d", "x"], "name a form to write (--to)"),
    (["export", "-d", "x", "--to", "jsnl"], "not 'jsnl'; did you mean 'jsonl'?"),
    (["export", "-d", "x", "--to", "csv"], "csv takes one KIND, or a folder for several (-o)"),
    (["export", "-d", "x", "--to", "csv", "claims", "quotes"], "csv takes one KIND"),
    (["export", "-d", "x", "--to", "csv", "postions"], "did you mean 'positions'?"),
    (["export", "-d", "x", "--to", "ics", "claims"], "ics does not tell of claims"),
    (["export", "-d", "x", "--to", "annotations", "sources"], "does not tell of sources"),
    (["export", "-d", "x", "--to", "csl", "--since", "May"], "not 'May'"),
    (["import", "x"], "name a dossier (-d)"),
    (["import", "-d", "x"], "no FILE given"),
]


def commands():
    text = subprocess.run([PROGRAM, "help"], stdout=subprocess.PIPE, text=True).stdout
    return re.findall(r"^  (\w+) ", text, re.M)


class Usage(ProgramTest):
    def test_wrong_use_is_one_line_and_status_2(self):
        for arguments, message in WRONG:
            with self.subTest(arguments):
                done = self.check(2, *arguments)
                self.assertEqual(done.stdout, "")
                self.assertRegex(done.stderr, r"\Aentente: [^\n]+\n\Z")
                self.assertIn(message, done.stderr)

    def test_help_of_every_command(self):
        self.assertGreaterEqual(set(commands()), {"read", "text", "parse", "brief", "show", "help"})
        for name in commands():
            with self.subTest(name):
                help_option = self.check(0, name, "--help")
                help_command = self.check(0, "help", name)
                self.assertEqual(help_option.stdout, help_command.stdout)
                self.assertEqual(help_option.stdout, self.check(0, name, "-h").stdout)
                self.assertTrue(help_option.stdout.startswith(f"usage: entente {name} "))
                for line in help_option.stdout.splitlines():
                    self.assertLessEqual(len(line), 80, line)
                    self.assertEqual(line, line.rstrip())

    def test_help_and_version_of_the_program(self):
        self.assertEqual(self.check(0, "--help").stdout, self.check(0, "help").stdout)
        self.assertRegex(self.check(0, "--version").stdout, r"\Aentente \d+\.\d+\.\d+\n\Z")

    def test_options_may_follow_operands_and_end_with_dashes(self):
        self.write("page.txt")
        self.write("--json")
        self.check(0, "text", "page.txt", "--json")
        self.check(0, "text", "--", "--json")
        self.check(0, "brief", "--width=60", "-ef", "json", "page.txt")


class Made(ProgramTest):
    """What the build makes of the tables."""

    def test_man_pages_have_every_option_and_true_examples(self):
        (self.folder / "examples").symlink_to(ROOT / "examples")
        shim = self.folder / "bin"
        shim.mkdir()
        (shim / "entente").symlink_to(PROGRAM)
        for name in commands():
            with self.subTest(name):
                page = self.check(0, "help", "--man", name).stdout
                shown = self.check(0, "help", name).stdout
                for option in re.findall(r"--([a-z-]+)", shown.split("\n\n")[-1]):
                    written = option.replace("-", "\\-")
                    self.assertIn(f"\\fB\\-\\-{written}\\fR", page)
                examples = page.split(".SH EXAMPLES\n")[1].split(".SH ")[0]
                lines = re.findall(r"^\.B (.*)$", examples, re.M)
                self.assertTrue(lines)
                # serve goes on until it is interrupted: test-serve.py runs it
                for line in lines if (ROOT / "examples").exists() and name != "serve" else []:
                    done = subprocess.run(
                        ["sh", "-c", "PATH=$PWD/bin:$PATH; " + line.replace("\\-", "-")],
                        cwd=self.folder,
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.PIPE,
                    )
                    well = (0, 1) if line.startswith("entente diff") else (0,)
                    self.assertIn(done.returncode, well, (line, done.stderr))

    def complete(self, *words):
        """What bash offers for the last of these words."""
        script = self.check(0, "help", "--completion", "bash").stdout
        script += f'\nCOMP_WORDS=(entente {" ".join(repr(word) for word in words)})\n'
        script += "COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _entente\n"
        script += 'printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.folder, stdout=subprocess.PIPE, text=True
        )
        return done.stdout.split()

    @unittest.skipUnless(shutil.which("bash"), "no bash")
    def test_bash_completes(self):
        self.write("page.txt")
        self.assertEqual(self.complete("br"), ["brief"])
        self.assertEqual(self.complete("brief", "--form"), ["--format"])
        self.assertEqual(self.complete("brief", "--format", "h"), ["html"])
        self.assertEqual(self.complete("brief", "pa"), ["page.txt"])
        self.assertEqual(self.complete("read", "-d", "pa"), ["page.txt"])
        self.assertEqual(self.complete("show", "pos"), ["positions"])
        self.assertEqual(self.complete("show", "positions", "pa"), ["page.txt"])
        self.assertEqual(self.complete("help", "rea"), ["read"])

    def test_other_shells_parse_theirs(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.check(0, "help", "--completion", shell).stdout
            for name in commands():
                self.assertIn(name, script)
            if shutil.which(shell):
                subprocess.run([shell, "-n"], input=script, text=True, check=True)


unittest.main()
