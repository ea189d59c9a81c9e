#!/bin/bash
# Installs the package into a clean Debian root, starts the agent there, removes it, and looks for what is left.
#   clean-root.sh PACKAGE FOLDER      FOLDER is made and taken away again
set -euo pipefail
package=$(readlink -f "$1") root=$2

skip() {
  if [ "${SYNOPTIC_REQUIRE:-}" = all ]; then echo "clean-root: $1" >&2; exit 1; fi
  echo "clean-root: skipped: $1"
  exit 0
}
[ "$(id -u)" = 0 ] || skip "needs root"
command -v debootstrap >/dev/null || skip "needs debootstrap: apt-get install debootstrap"
jdk=$(for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  [ -x "$home/bin/java" ] && grep -q '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$home/release" 2>/dev/null && readlink -f "$home" && break
done) || true
[ -n "$jdk" ] || skip "needs a JDK 25"

finish() {
  [ -z "${agent:-}" ] || kill "$agent" 2>/dev/null || true
  for mounted in usr/lib/jvm/jdk proc; do umount "$root/$mounted" 2>/dev/null || true; done
  rm -rf --one-file-system "$root"
}
trap finish EXIT
rm -rf --one-file-system "$root"
mkdir -p "$root"
mirror=$(grep -hoE 'https?://[^ ]+' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)
debootstrap --variant=minbase --include=libpcap0.8 stable "$root" "${mirror:-http://deb.debian.org/debian}" >"$root.log" 2>&1 ||
  skip "no Debian mirror is reached: $(tail -n 1 "$root.log")"
mkdir -p "$root/usr/lib/jvm/jdk" "$root/proc"
mount --bind "$jdk" "$root/usr/lib/jvm/jdk"
mount -t proc proc "$root/proc"

listing() { (cd "$root" && find . -path ./proc -prune -o -path ./usr/lib/jvm -prune -o -path ./var/lib/dpkg -prune -o -path ./var/log -prune -o -path ./var/cache -prune -o -print | sort); }
listing >"$root.before"
cp "$root/etc/passwd" "$root.passwd"

cp "$package" "$root/agent.deb"
chroot "$root" dpkg --install --force-depends /agent.deb
rm "$root/agent.deb"
chroot "$root" getent passwd synoptic-agent
chroot "$root" synoptic-agent --list-interfaces | grep -q '^lo' || { echo "clean-root: no loopback in the list" >&2; exit 1; }
chroot "$root" synoptic-agent config check --config /etc/synoptic/agent.yaml

# Without a broker it starts all the same, gives up root, and says what is wrong.
chroot "$root" synoptic-agent --config /etc/synoptic/agent.yaml --set agent.live.user=synoptic-agent \
  --set agent.live.status-port=18481 --set agent.live.interfaces=lo &
agent=$!
for _ in $(seq 60); do
  status=$(chroot "$root" synoptic-agent --status --set agent.live.status-port=18481 2>/dev/null) && break
  [ -n "$status" ] && break
  kill -0 "$agent"
done
echo "$status"
grep -q 'interface lo: open' <<<"$status"
grep -q 'the brokers are not reached' <<<"$status"
java=$(pgrep -n -f "set agent.live.status-port=18481 --set agent.live.interfaces=lo")
[ "$(stat -c %U "/proc/$java/task/$java")" != root ] || { echo "clean-root: still root" >&2; exit 1; }
for task in /proc/"$java"/task/*; do
  grep -q '^Uid:.0' "$task/status" && { echo "clean-root: a thread is still root: $task" >&2; exit 1; }
done
kill "$agent"
wait "$agent" || [ $? = 143 ]
agent=

chroot "$root" dpkg --purge synoptic-agent
listing >"$root.after"
diff "$root.before" "$root.after"
diff "$root.passwd" "$root/etc/passwd"
echo "clean-root: installed, run and removed without a trace"
