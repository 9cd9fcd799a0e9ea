"""Writes files as C arrays: embed.py OUT.c FILE…; `page.css` becomes a row of `web_files`."""

import pathlib
import sys

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


def main(target, *files):
    out = ['#include "web.h"\n']
    rows = []
    for number, path in enumerate(map(pathlib.Path, files)):
        content = path.read_bytes()
        cells = ",".join(str(byte) for byte in content)
        out.append(f"static const unsigned char file_{number}[] = {{{cells}}};\n")
        rows.append(f'\t{{ "{path.name}", "{TYPES[path.suffix]}", file_{number}, {len(content)} }},\n')
    out.append("const WebFile web_files[] = {\n" + "".join(rows) + "\t{ 0, 0, 0, 0 },\n};\n")
    pathlib.Path(target).write_text("\n".join(out))


main(*sys.argv[1:])
