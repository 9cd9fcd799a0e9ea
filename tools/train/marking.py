"""The lines that mark records, shared by stories-to-pages and marks-to-records."""

STANCES = {"demands", "offers", "accepts", "refuses", "open"}
TONES = {"positive", "mixed", "negative"}
MEETINGS = {"held", "ongoing", "planned", "proposed", "cancelled"}
DRAFTS = {"floated", "tabled", "revised", "accepted", "rejected", "signed", "in force",
          "withdrawn", "unknown"}


class Bad(Exception):
    pass


def known(value, choices):
    if value not in choices:
        raise Bad(f"'{value}' is none of {', '.join(sorted(choices))}")
    return value


def some(value):
    return None if value in ("", "-") else value


def several(value):
    return [x.strip() for x in value.split(";") if some(x.strip())]


def fields_of(text, n):
    fields = [x.strip() for x in text.split("|")]
    if len(fields) != n:
        raise Bad(f"{len(fields)} fields, not {n}")
    return fields


def position(party, stance, issue):
    return {"type": "position", "party": party, "stance": known(stance, STANCES), "issue": issue}


def assessment(by, tone):
    return {"type": "assessment", "by": some(by), "tone": known(tone, TONES)}


def meeting(parties, people, status):
    return {"type": "meeting", "parties": several(parties), "people": several(people),
            "status": known(status, MEETINGS)}


def draft(by, status):
    return {"type": "draft", "by": some(by), "status": known(status, DRAFTS)}


def claim(by, disputed_by):
    return {"type": "claim", "by": some(by), "disputed_by": several(disputed_by)}
