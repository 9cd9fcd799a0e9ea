"""The desk's word over the machine's: each kind of correction, kept through all that is read and
made again."""

import re
import unittest

from correcting import DOCKS, ONE, PLAN, QUOTAS, TWO, CorrectTest


class EachKind(CorrectTest):
    def test_accept(self):
        self.assertLess(self.quotas()["confidence"], 1)
        self.correct("accept", self.quotas()["ref"])

        def holds(so):
            self.assertEqual(self.quotas()["confidence"] == 1, so)

        self.check_survives(holds)

    def test_accept_stays_where_nothing_is_found_any_more(self):
        self.correct("accept", self.quotas()["ref"])
        share = self.other_lexicon()
        path = self.folder / "share" / "lexicon" / "en" / "countries.tsv"
        path.write_text(re.sub(r"(?m)^.*Norway.*\n", "", path.read_text()))
        self.check(0, "rebuild", "-q", "-d", "talks", ENTENTE_SHARE=share)
        record = self.quotas()
        self.assertEqual({said["text"] for said in record["evidence"]}, {QUOTAS})
        self.check(0, "check", "-q", "-d", "talks")
        self.check(0, "undo", "-q", "-d", "talks", "1", ENTENTE_SHARE=share)
        self.assertEqual(self.find("positions", party="Norway", stance="demands"), [])

    def test_reject(self):
        self.correct("reject", self.quotas()["ref"])

        def holds(so):
            self.assertEqual(self.find("positions", party="Norway", stance="demands") == [], so)
            self.assertTrue(self.find("positions", party="Iceland"))

        self.check_survives(holds)

    def test_reject_a_person(self):
        self.correct("reject", self.one("people", name="Jon Teller")["ref"])
        self.check_survives(
            lambda so: self.assertEqual(self.find("people", name="Jon Teller") == [], so)
        )

    def test_change(self):
        self.correct(
            "change",
            self.quotas()["ref"],
            "stance=offers",
            "what=smaller quotas",
            "issue=sea law",
        )

        def holds(so):
            found = self.find(
                "positions", stance="offers", what="smaller quotas", issue="sea-law"
            )
            self.assertEqual(len(found) == 1, so)
            self.assertEqual(self.find("positions", party="Norway", stance="demands") == [], so)
            if so:
                self.assertEqual({s["source"] for s in found[0]["evidence"]}, {"one", "two"})

        self.check_survives(holds)

    def test_change_a_meeting(self):
        meeting = self.all("meetings")[0]
        self.correct(
            "change",
            meeting["ref"],
            "place=Oslo",
            "minutes=200",
            "people=Ada Brook; Jon Teller",
        )

        def holds(so):
            self.assertEqual(bool(self.find("meetings", place="Oslo", minutes=200)), so)

        self.check_survives(holds)

    def test_change_a_person_and_a_party(self):
        self.correct(
            "change", self.one("people", name="Jon Teller")["ref"], "roles=envoy; poet"
        )
        self.correct("change", self.one("parties", name="Iceland")["ref"], "kind=movement")

        def holds(so):
            self.assertEqual(self.one("people", name="Jon Teller")["roles"], ["envoy", "poet"])
            self.assertEqual(self.one("parties", name="Iceland")["kind"] == "movement", so)

        self.check_survives(holds)

    def test_change_a_source(self):
        self.correct(
            "change",
            self.one("sources", id="two")["ref"],
            "published=2031-03-04",
            "outlet=Post",
        )

        def holds(so):
            found = self.find("sources", id="two", published="2031-03-04", outlet="Post")
            self.assertEqual(len(found) == 1, so)

        self.check_survives(holds)

    def test_red_line(self):
        self.correct("red-line", self.quotas()["ref"])

        def holds(so):
            self.assertEqual(self.quotas().get("red_line", False), so)

        self.check_survives(holds)
        self.correct("red-line", self.quotas()["ref"])
        self.assertIn("red_line", self.check(0, "show", "positions", "-d", "talks").stdout)
        self.assertIn("(a red line)", self.check(0, "brief", "-d", "talks").stdout)

    def test_merge(self):
        other = self.one("positions", party="Norway", stance="refuses")
        self.correct("merge", self.quotas()["ref"], other["ref"])

        def holds(so):
            found = self.find("positions", party="Norway")
            self.assertEqual(len(found), 1 if so else 2)
            self.assertTrue(self.quotas())
            if so:
                said = [sentence["source"] for sentence in found[0]["evidence"]]
                self.assertEqual(said, ["one", "one", "two"])
                self.assertEqual(found[0]["n_sources"], 2)

        self.check_survives(holds)

    def test_merge_meetings_and_people(self):
        meetings = self.all("meetings")
        if len(meetings) == 2:
            self.correct("merge", *[meeting["ref"] for meeting in meetings])
            self.assertEqual(len(self.all("meetings")), 1)
        refs = [self.one("people", name=name)["ref"] for name in ("Ada Brook", "Adah Brooke")]
        self.correct("merge", *refs)
        self.check_survives(self.check_same_person)

    def check_same_person(self, so):
        names = {"Ada Brook", "Adah Brooke"} & {person["name"] for person in self.all("people")}
        self.assertEqual(len(names) == 1, so, names)
        known = self.find("people", party="Norway")
        self.assertEqual(len(known), 1 if so else 2)
        if so:
            self.assertEqual(
                {*known[0]["aliases"], known[0]["name"]} >= {"Ada Brook", "Adah Brooke"}, True
            )

    def test_split(self):
        self.assertEqual({said["source"] for said in self.quotas()["evidence"]}, {"one", "two"})
        self.correct("split", self.quotas()["ref"], "two")

        def holds(so):
            found = self.find("positions", party="Norway", stance="demands")
            sources = sorted(
                {said["source"] for said in record["evidence"]} for record in found
            )
            self.assertEqual(
                [sorted(s) for s in sources], [["one"], ["two"]] if so else [["one", "two"]]
            )

        self.check_survives(holds)

    def test_same_person(self):
        self.correct("same", "person", "Ada Brook", "Adah Brooke")
        self.check_survives(self.check_same_person)

    def test_same_party(self):
        self.correct("same", "party", "Norway", "Iceland")

        def holds(so):
            self.assertEqual(len(self.all("parties")) == 1, so)
            self.assertEqual(len({p["party"] for p in self.all("positions")}) == 1, so)

        self.check_survives(holds)

    def test_apart_person(self):
        self.correct("same", "person", "Ada Brook", "Adah Brooke")
        self.correct("apart", "person", "Adah Brooke", "Ada Brook")
        self.check_survives(lambda so: self.check_same_person(not so))

    def test_apart_what_is_one_by_itself(self):
        self.write("two.txt", TWO.replace("Adah Brooke", "Ada J. Brook"))
        self.read()
        self.assertEqual(len(self.find("people", party="Norway")), 1)
        self.correct("apart", "person", "Ada Brook", "Ada J. Brook")
        self.assertEqual(
            sorted(person["name"] for person in self.find("people", party="Norway")),
            ["Ada Brook", "Ada J. Brook"],
        )

    def test_another_of_that_name(self):
        self.write("docks.txt", DOCKS)
        self.check(0, "read", "-q", "-d", "talks", "docks.txt")
        self.assertEqual(self.sources_of("Ada Brook"), {"one", "docks"})
        for name in ("Ada Brook (union)", "Ada M. Brook"):
            self.correct("another", "Ada Brook", name, "docks")

            def holds(so):
                self.assertEqual(self.sources_of("Ada Brook") == {"one"}, so)
                self.assertEqual(bool(self.find("people", name=name)), so)
                said = {quote["text"]: quote["speaker"] for quote in self.all("quotes")}
                other = name if so else "Ada Brook"
                self.assertEqual(said["Nobody will work on Sunday again,"], other)
                self.assertEqual(said["We have waited long enough for an answer,"], other)
                self.assertEqual(said["We will not sign without quotas,"], "Ada Brook")
                if so:
                    self.assertEqual(self.sources_of(name), {"docks"})
                    self.assertEqual(self.one("people", name="Ada Brook")["party"], "Norway")
                    self.assertEqual(self.one("people", name=name)["party"], "dockworkers")

            self.check_survives(holds)
            self.write("one.txt", ONE)
            self.write("two.txt", TWO)
            self.read()

    def sources_of(self, name):
        return {said["source"] for said in self.one("people", name=name)["evidence"]}

    def test_another_is_whoever_the_page_names(self):
        for words, complaint in (
            (("Nora Nobody", "Nora Else", "one"), "no person of this name"),
            (("Jon Teller", "Jon Teller", "one"), "not another name"),
            (("Jon Teller", " ", "one"), "not another name"),
            (("Jon Teller", "Jon Other", "three"), "no source of this id"),
            (("Adah Brooke", "Adah Other", "one"), "names nobody so"),
        ):
            done = self.correct("another", *words, status=3)
            self.check_one_line(done.stderr, complaint)

    def test_side(self):
        self.correct("side", "Jon Teller", "Norway")

        def holds(so):
            self.assertEqual(
                self.one("people", name="Jon Teller")["party"], "Norway" if so else "Iceland"
            )

        self.check_survives(holds)
        self.correct("side", "Jon Teller", "")
        self.assertEqual(self.one("people", name="Jon Teller")["party"], None)

    def test_rename_an_issue(self):
        issue = self.quotas()["issue"]
        self.correct("rename", "issue", issue, "Fishing rights")
        self.assertEqual(self.quotas()["issue"], "fishing-rights")
        self.check(0, "rebuild", "-q", "-d", "talks")
        self.assertEqual(self.quotas()["issue"], "fishing-rights")
        done = self.check(0, "rebuild", "-q", "-d", "talks", ENTENTE_SHARE=self.other_lexicon())
        self.check_one_line(done.stderr, "correction 1 applies to nothing now", issue)
        self.assertEqual(self.quotas()["issue"], "sea")
        self.check(0, "rebuild", "-q", "-d", "talks")
        self.assertEqual(self.quotas()["issue"], "fishing-rights")
        self.check(0, "undo", "-q", "-d", "talks", "1")
        self.assertEqual(self.quotas()["issue"], issue)

    def test_rename_a_person(self):
        self.correct("rename", "person", "Ada Brook", "Ada Stream")

        def holds(so):
            self.assertEqual(len(self.find("people", name="Ada Stream")), int(so))
            self.assertEqual(len(self.find("people", name="Ada Brook")), int(not so))
            self.assertEqual(
                self.all("quotes")[0]["speaker"], "Ada Stream" if so else "Ada Brook"
            )

        self.check_survives(holds)

    def test_rename_a_party(self):
        self.correct("rename", "party", "Norway", "Kingdom of Norway")

        def holds(so):
            name = "Kingdom of Norway" if so else "Norway"
            self.assertTrue(self.find("positions", party=name, stance="demands"))
            self.assertTrue(self.find("parties", name=name))
            self.assertTrue(self.find("people", party=name))

        self.check_survives(holds)

    def test_add(self):
        self.correct(
            "add",
            "position",
            "one",
            PLAN,
            "party=Norway",
            "issue=the deal",
            "stance=offers",
            "what=ten points",
        )

        def holds(so):
            found = self.find(
                "positions",
                party="Norway",
                issue="the-deal",
                stance="offers",
                what="ten points",
            )
            self.assertEqual(len(found) == 1, so)
            if so:
                said = found[0]["evidence"][0]
                self.assertEqual((said["source"], said["text"]), ("one", PLAN))
                self.assertEqual(found[0]["confidence"], 1)

        self.check_survives(holds)

    def test_what_was_added_is_corrected_like_the_rest(self):
        self.correct("add", "claim", "one", PLAN, "by=Norway", "what=it has a plan")
        self.correct("change", self.one("claims")["ref"], "what=it has ten points")
        self.assertEqual(self.one("claims")["what"], "it has ten points")
        self.check(0, "undo", "-q", "-d", "talks", "1")
        self.assertEqual(self.all("claims"), [])
        self.assertEqual([line["applies"] for line in self.log()], [False, False])


unittest.main()
