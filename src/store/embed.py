"""Writes SQL files as C strings: embed.py OUT.c OUT.h FILE.sql…

`queries/add-article.sql` becomes `sql_add_article`.
"""

import pathlib
import sys


def literal(text):
    lines = text.replace("\\", "\\\\").replace('"', '\\"').splitlines()
    return "\n".join(f'\t"{line}\\n"' for line in lines)


def main(source, header, *files):
    declarations, definitions = [], []
    for path in map(pathlib.Path, files):
        name = "sql_" + path.stem.replace("-", "_")
        declarations.append(f"extern const char {name}[];\n")
        definitions.append(f"const char {name}[] =\n{literal(path.read_text())};\n")
    pathlib.Path(header).write_text("#pragma once\n\n" + "".join(declarations))
    include = f'#include "store/{pathlib.Path(header).name}"\n\n'
    pathlib.Path(source).write_text(include + "\n".join(definitions))


main(*sys.argv[1:])
