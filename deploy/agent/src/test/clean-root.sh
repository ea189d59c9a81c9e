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
# The release and the mirror that this machine itself installs from.
read -r mirror suite < <(apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
  awk '$3 == "main" && $2 !~ /-/ { print $1, $2; exit }') || true
[ -n "${suite:-}" ] || skip "no mirror is set up: apt-get update"
debootstrap --variant=minbase --include=libpcap0.8 "$suite" "$root" "$mirror" >"$root.log" 2>&1 ||
  skip "debootstrap $suite from $mirror: $(tail -n 1 "$root.log")"
mkdir -p "$root/usr/lib/jvm/jdk" "$root/proc"
mount --bind "$jdk" "$root/usr/lib/jvm/jdk"
mount -t proc proc "$root/proc"

# All files, and what a change of users changes; but for what dpkg and useradd themselves keep of the past.
listing() {
  (cd "$root" && find . -path ./proc -prune -o -path ./usr/lib/jvm -prune -o -path ./var/lib/dpkg -prune -o \
    -path ./var/log -prune -o -path ./var/cache -prune -o -path './etc/*-' -prune -o -print | sort)
  (cd "$root/etc" && for file in passwd group shadow gshadow subuid subgid; do [ ! -e $file ] || sed "s/^/$file: /" $file; done)
}
listing >"$root.before"

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
uid=$(chroot "$root" id -u synoptic-agent)
for task in /proc/"$agent"/task/*; do
  grep -q "^Uid:.$uid.$uid.$uid.$uid" "$task/status" || { echo "clean-root: a thread is not $uid: $task" >&2; exit 1; }
done
kill "$agent"
wait "$agent" || [ $? = 143 ]
agent=

chroot "$root" dpkg --purge synoptic-agent
listing >"$root.after"
diff "$root.before" "$root.after"
echo "clean-root: installed, run and removed without a trace"
