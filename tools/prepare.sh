# What ./demo and ./check share; sourced, with $root set to the checkout.
# Functions with variables of their own run in a subshell: ( … ).
# debian/control is the one list of packages: those marked <!nocheck> serve tests only.

say() {
	printf '%s\n' "$*" >&2
}

# packages build|check: the names in Build-Depends, one a line.
packages() {
	sed -n '/^Build-Depends:/,/^[A-Z].*:/p' "$root/debian/control" |
		sed -e '1s/^[^:]*://' -e '/^[A-Z].*:/d' | tr ',' '\n' |
		if [ "$1" = check ]; then cat; else grep -v '<!nocheck>'; fi |
		sed -e 's/[(<[].*//' -e 's/|.*//' | tr -d ' \t' | sed '/^$/d'
}

is_installed() {
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# as_root COMMAND…
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# quietly COMMAND…: its output only where it fails.
quietly() (
	log=$(mktemp)
	if "$@" >"$log" 2>&1; then
		rm -f "$log"
	else
		cat "$log" >&2
		rm -f "$log"
		return 1
	fi
)

# install_missing build|check
install_missing() (
	command -v dpkg-query >/dev/null || return 0 # no Debian: meson names what is missing
	missing=
	for package in $(packages "$1"); do
		is_installed "$package" || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
		say "these packages are missing, and there is no sudo to install them:$missing"
		return 1
	fi
	say "installing:$missing"
	apt='apt-get -o DPkg::Lock::Timeout=300'
	quietly as_root env DEBIAN_FRONTEND=noninteractive $apt update &&
		quietly as_root env DEBIAN_FRONTEND=noninteractive $apt install -y \
			--no-install-recommends $missing
)

# install_web: what drives the browser in tests/web, where npm can have it; else they are skipped.
# npm is not in debian/control, since a node from elsewhere brings its own, which Debian's conflicts
# with.
install_web() (
	[ -d "$root/tests/web/node_modules" ] && return 0
	if ! command -v npm >/dev/null && command -v apt-get >/dev/null; then
		say "installing: npm"
		quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get \
			-o DPkg::Lock::Timeout=300 install -y --no-install-recommends npm || true
	fi
	say "installing what tests/web needs"
	command -v npm >/dev/null &&
		quietly npm install --prefix "$root/tests/web" --no-package-lock --no-audit --no-fund ||
		say "the page is not tested in a browser"
)

# build FOLDER [MESON OPTION…]: configures once, then compiles what has changed.  A folder that
# was configured where the checkout lay before begins anew.
build() (
	folder=$root/$1
	shift
	if ! grep -qsF "\"source\": \"$root\"" "$folder/meson-info/meson-info.json"; then
		rm -rf "$folder"
		say "configuring ${folder##*/}"
		quietly meson setup "$@" "$folder" "$root" || return 1
	fi
	say "building ${folder##*/}"
	quietly nice ninja -C "$folder" # tests of another may run meanwhile
)
