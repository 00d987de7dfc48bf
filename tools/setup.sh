#!/bin/sh
# Makes the machine ready, in the checkout it is called from; what is there already is left alone.
#
#   tools/setup.sh run          system libraries, .venv, what actgen needs to run
#   tools/setup.sh dev          the same, and what its checks need
#   tools/setup.sh slow         the programs that the slow tests call
#   tools/setup.sh verapdf      of those, the reference validator of PDF/A and PDF/UA
#   tools/setup.sh constraints  newest versions that agree, written to constraints.txt
#
# As root, missing Debian packages are installed; otherwise the line to type is printed and nothing is
# done. PYTHON names another interpreter than python3.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

# Each message in French for the town hall, then in English for the developer.
say() { printf 'actgen : %s\n         (%s)\n' "$1" "$2" >&2; }
stop() { say "$@"; exit 1; }

need_python() {
    command -v "$python" >/dev/null ||
        stop "« $python » est introuvable ; installez Python 3.11 ou plus récent." \
             "$python not found; install Python 3.11 or newer."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "$("$python" --version) est trop ancien ; il faut Python 3.11 ou plus récent." \
             "$("$python" --version) is too old; Python 3.11 or newer is needed."
}

# Debian's package for each library that Python can't load, or module that it lacks.
missing_to_run() {
    "$python" - <<'PY'
import ctypes
import importlib.util

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
for library, package in LIBRARIES.items():
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
    print("python3-venv")
PY
}

missing_for_slow_tests() {
    office=$(readlink -f "$(command -v soffice || echo /none)")
    [ -e "$(dirname "$office")/libswuilo.so" ] || echo libreoffice-writer
    [ -e "$(dirname "$office")/libsmlo.so" ] || echo libreoffice-math
    command -v chromium >/dev/null || echo chromium
    command -v firefox-esr >/dev/null || command -v firefox >/dev/null || echo firefox-esr
    command -v pdftotext >/dev/null || echo poppler-utils
    command -v npm >/dev/null || echo npm
}

missing_for_verapdf() {
    command -v mvn >/dev/null || echo maven
    command -v javac >/dev/null || echo default-jdk-headless
}

# From Maven Central into .verapdf/.
fetch_verapdf() {
    pom=tests/acts/outputs/conformity/verapdf/pom.xml
    [ .verapdf/ready -nt "$pom" ] && return 0
    say "téléchargement de veraPDF dans .verapdf" "fetching veraPDF into .verapdf"
    rm -rf .verapdf
    mvn --quiet --batch-mode --file "$pom" \
        dependency:copy-dependencies "-DoutputDirectory=$PWD/.verapdf" >&2
    touch .verapdf/ready
}

# From the npm registry into .axe/: what judges pages, and what drives Firefox; their own scripts aren't run.
fetch_axe() {
    list=tests/acts/outputs/conformity/axe/package.json
    [ .axe/ready -nt "$list" ] && return 0
    say "téléchargement d’axe-core et de puppeteer-core dans .axe" "fetching axe-core and puppeteer-core into .axe"
    rm -rf .axe
    mkdir .axe
    cp "$list" .axe/
    npm install --prefix .axe --no-package-lock --ignore-scripts --no-audit --no-fund --silent >&2
    touch .axe/ready
}

# A second opinion on PDF/UA, in an environment of its own: what it rests on is under the AGPL.
make_outloud() {
    list=tests/acts/outputs/conformity/outloud.txt
    [ .outloud/ready -nt "$list" ] && return 0
    say "création de l’environnement Python .outloud" "making the Python environment .outloud"
    "$python" -m venv --clear .outloud
    .outloud/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$list"
    touch .outloud/ready
}

install_packages() {  # the names of Debian packages; none: nothing to do
    [ $# -gt 0 ] || return 0
    command -v apt-get >/dev/null ||
        stop "il manque l’équivalent, sur ce système, des paquets Debian : $*" \
             "what these Debian packages hold is missing on this system: $*"
    if [ "$(id -u)" -ne 0 ]; then
        say "il manque des paquets du système. Tapez la ligne suivante, puis recommencez :" \
            "system packages are missing; type this line, then try again:"
        install="apt-get install --yes --no-install-recommends $*"
        if command -v sudo >/dev/null; then
            printf '\n    sudo apt-get update && sudo %s\n\n' "$install" >&2
        else
            printf "\n    su -c 'apt-get update && %s'\n\n" "$install" >&2
        fi
        exit 1
    fi
    say "installation des paquets du système : $*" "installing system packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq --yes --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >/dev/null
}

make_venv() {  # what to install: "." or ".[dev]"
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "création de l’environnement Python .venv" "making the Python environment .venv"
        "$python" -m venv --clear .venv
    fi
    say "installation des bibliothèques Python (constraints.txt)" "installing Python libraries"
    # Older pips read the first name where they build a package, newer ones the second.
    PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable "$1"
}

write_constraints() {
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    "$python" -m venv "$folder/venv"
    # editables and setuptools are what pip builds this project and docopt with.
    "$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade \
        --editable ".[dev]" editables setuptools
    {
        echo "# Exact versions that actgen is tested with, on Python 3.11 to 3.13: run and dev."
        echo "# Written by \`make constraints\`; not by hand."
        "$folder/venv/bin/python" -m pip freeze --all --exclude-editable --exclude pip | LC_ALL=C sort -f
    } >"$folder/constraints.txt"
    cp "$folder/constraints.txt" constraints.txt
}

need_python
case "${1:-}" in
    run)
        # shellcheck disable=SC2046  # one word a package
        install_packages $(missing_to_run)
        make_venv .
        touch .venv/ready-run
        ;;
    dev)
        # shellcheck disable=SC2046
        install_packages $(missing_to_run)
        make_venv ".[dev]"
        touch .venv/ready-run .venv/ready-dev
        ;;
    slow)
        # shellcheck disable=SC2046
        install_packages $(missing_for_slow_tests) $(missing_for_verapdf)
        fetch_verapdf
        fetch_axe
        make_outloud
        ;;
    verapdf)
        # shellcheck disable=SC2046
        install_packages $(missing_for_verapdf)
        fetch_verapdf
        ;;
    constraints)
        write_constraints
        ;;
    *)
        stop "usage : tools/setup.sh run|dev|slow|verapdf|constraints" "usage: see the head of this file"
        ;;
esac
