#!/bin/sh
# Prove the README on a machine with nothing but Debian, git and Python 3.11.
#
#   sudo tools/fresh-machine.sh FOLDER [root|user] > transcript
#
# Makes Debian 12 in FOLDER (debootstrap, minbase), clones the last commit into it and
# runs the README's commands there as root or as an ordinary user, each timed. Every
# process and mount is gone at the end; FOLDER stays, for another run or for rm -r.
# MIRROR: Debian's mirror, else debootstrap's own. CA_FILE: certificates of a proxy, if this network has one.
# WITHOUT_TESTS=1: everything but the twelve minutes of the suite.
# PORT: where to serve, when 8000 is taken on this machine.
set -eu
folder=$1
who=${2:-root}
checkout=$(CDPATH='' cd -- "${0%/*}/.." && pwd -P)

if [ ! -e "$folder/etc/debian_version" ]; then
    debootstrap --variant=minbase --include=git,python3,ca-certificates \
        bookworm "$folder" ${MIRROR:+"$MIRROR"} >&2
fi
cp /etc/resolv.conf "$folder/etc/resolv.conf"
# Debian's installer writes this; debootstrap alone leaves a machine without its name.
printf '127.0.0.1 localhost\n::1 localhost\n' > "$folder/etc/hosts"
if [ -n "${CA_FILE:-}" ]; then
    cp "$CA_FILE" "$folder/etc/ssl/certs/ca-certificates.crt"
fi
git -C "$checkout" bundle create -q "$folder/tmp/kinfold.bundle" HEAD \
    "$(git -C "$checkout" symbolic-ref --short HEAD)"
chmod 644 "$folder/tmp/kinfold.bundle"

cat > "$folder/tmp/commands.sh" <<'IN'
now() { date +%s.%N; }
run() {
    printf '\n$ %s\n' "$*"
    began=$(now)
    code=0
    "$@" || code=$?
    echo "[exit code $code, $(echo "$(now) $began" | awk '{printf "%.1f", $1 - $2}') s]"
}
cd "$HOME"
echo "$(id -un) on Debian $(cat /etc/debian_version), $(python3 --version), $(git --version)"
rm -rf kinfold
run git clone -q /tmp/kinfold.bundle kinfold
cd kinfold
run ./kinfold up --detach
if [ "${1:-}" = first ]; then exit; fi
run ./kinfold up
run ./kinfold down
run ./kinfold up --detach
run ./kinfold doctor
run ./kinfold backup
run ./kinfold restore --drill "$(ls .kinfold/backups/*.tar)"
run ./kinfold down
if [ -z "$WITHOUT_TESTS" ]; then run ./kinfold test; fi
run ./kinfold down --all
run du -sm .venv .kinfold
IN

case $who in
root) enter="env HOME=/root sh /tmp/commands.sh" ;;
*)
    chroot "$folder" useradd --create-home --shell /bin/sh stranger 2>/dev/null || true
    # Without root, the first start can only say what is missing: then root types that.
    cat > "$folder/tmp/as-user.sh" <<'IN'
su - stranger -w PORT,WITHOUT_TESTS -c 'sh /tmp/commands.sh first'
printf '\n# apt-get install python3-venv chromium-headless-shell libatomic1    (root types what was said)\n\n'
apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
    --no-install-recommends python3-venv chromium-headless-shell libatomic1 > /dev/null 2>&1
su - stranger -w PORT,WITHOUT_TESTS -c 'sh /tmp/commands.sh'
IN
    enter="sh /tmp/as-user.sh"
    ;;
esac
# A namespace of its own: what runs inside cannot outlive it, nor see our processes.
exec unshare --mount --pid --fork --kill-child sh -eu -c "
    mount -t proc proc '$folder/proc'
    mount -t tmpfs -o mode=1777 tmpfs '$folder/dev/shm'
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 PORT='${PORT:-8000}' \
        WITHOUT_TESTS='${WITHOUT_TESTS:-}' \
        chroot '$folder' $enter"
