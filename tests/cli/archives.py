"""Archives that tests make: web archives, mail and saved pages, zip files of any shape."""

import gzip
import io
import struct
import zipfile
import zlib
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

TEXT = (
    "The two unions met the ministry of ports on Monday and left without a text. "
    "A mediator will see both of them again on Friday, her office said in a note."
)


def page(title, text=TEXT, charset="utf-8"):
    return (
        f'<!doctype html><html lang="en"><head><meta charset="{charset}"><title>{title}</title>'
        f"</head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    ).encode(charset)


def http(body, kind="text/html; charset=utf-8", status="200 OK", **fields):
    head = f"HTTP/1.1 {status}\r\n"
    if kind:
        head += f"Content-Type: {kind}\r\n"
    for name, value in fields.items():
        head += f"{name.replace('_', '-')}: {value}\r\n"
    return head.encode() + b"\r\n" + body


def chunked(body, size=100):
    pieces = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def record(content, kind="response", uri="http://vale.example/1", version="1.1", **fields):
    defaults = {
        "WARC-Type": kind,
        "WARC-Target-URI": uri,
        "WARC-Date": "2025-12-02T10:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": len(content),
    }
    defaults.update({name.replace("_", "-"): value for name, value in fields.items()})
    head = "".join(f"{n}: {v}\r\n" for n, v in defaults.items() if v is not None)
    return f"WARC/{version}\r\n{head}\r\n".encode() + content + b"\r\n\r\n"


def members(records):
    """As crawlers write them: each record a gzip member of its own."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)


class Stream(io.RawIOBase):
    """A file in which nobody can go back, so that zipfile writes sizes behind the entries."""

    def __init__(self):
        self.bytes = b""

    def writable(self):
        return True

    def write(self, more):
        self.bytes += bytes(more)
        return len(more)


def zipped(entries, method=zipfile.ZIP_DEFLATED, stream=False):
    file = Stream() if stream else io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.bytes if stream else file.getvalue()


def deflated(content):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def header(name, packed, size, crc):
    """Of a deflated entry of a zip archive, with what it says of itself."""
    fields = (b"PK\3\4", 20, 0, 8, 0, 0x21, crc, packed, size, len(name), 0)
    return struct.pack("<4s5H3I2H", *fields) + name


def overlapping(n, content):
    """A zip archive of n entries, each of which holds the next one's header and what follows
    it, so that all give the same content, which is packed once."""
    packed = deflated(content)
    after = header(b"last.txt", len(packed), len(content), zlib.crc32(content))
    for i in range(n):
        content = after + content
        packed = struct.pack("<BHH", 0, len(after), 0xFFFF ^ len(after)) + after + packed
        after = header(b"%d.txt" % i, len(packed), len(content), zlib.crc32(content))
    return after + packed


def mail(subject, text, html=None):
    message = EmailMessage()
    message["From"] = '"Vale Courier" <daily@vale.example>'
    message["To"] = "desk@desk.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 02 Dec 2025 10:00:00 +0100"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return bytes(message)


def saved(html):
    """As a browser saves a page with what it draws in."""
    message = MIMEMultipart("related", boundary="----MultipartBoundary--abc----")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://vale.example/talks"
    message["Subject"] = "Talks"
    message["Date"] = "Wed, 3 Dec 2025 09:00:00 -0000"
    message.attach(MIMEText(html, "html", "utf-8"))
    return bytes(message)
