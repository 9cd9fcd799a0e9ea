#!/bin/sh
# Installs into an empty folder, then uses what lies there as a stranger would: the program,
# and a C program found through pkg-config.
# usage: installed.sh BUILD PREFIX LIBDIR COMPILER...
set -eu
build=$1 prefix=$2 libdir=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
at=$tree$prefix

meson install -C "$build" --no-rebuild --quiet --destdir "$tree"

fail() {
	echo "$*" >&2
	exit 1
}
for file in bin/entente include/entente/entente.h "$libdir/libentente.so" \
	"$libdir/pkgconfig/entente.pc" share/entente/lexicon/en/stances.tsv \
	share/entente/data/english.parse include/entente/parse.h \
	share/man/man1/entente.1 share/man/man1/entente-brief.1 \
	share/entente/schema/record.schema.json include/entente/export.h \
	share/bash-completion/completions/entente.bash \
	share/zsh/site-functions/_entente share/fish/vendor_completions.d/entente.fish; do
	[ -s "$at/$file" ] || fail "not installed: $file"
done

mkdir "$work/away"
cd "$work/away" # far from the sources, whose lexicon must not be needed
echo 'The harbour union wants a shorter week, its speaker said.' >page.txt
env -u ENTENTE_SHARE "$at/bin/entente" read page.txt >out
grep -q '"id": "page"' out || fail "the installed program does not read: $(cat out)"
env -u ENTENTE_SHARE "$at/bin/entente" parse page.txt >out
grep -q "^4	wants	want	VERB" out || fail "the installed program does not parse: $(cat out)"

# The tree lies elsewhere than its prefix says, so that nothing of this system is touched.
sed "s|^prefix=.*|prefix=$at|" "$at/$libdir/pkgconfig/entente.pc" >entente.pc
export PKG_CONFIG_PATH=.
share=$(pkg-config --variable=sharedir entente)
"$@" -o reader "$here/reads-a-page.c" $(pkg-config --cflags --libs entente)
[ "$(LD_LIBRARY_PATH=$at/$libdir ./reader "$share" page.txt)" = page ] ||
	fail "a program built against the installed tree does not read"
