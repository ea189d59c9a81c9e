#!/bin/sh
# A day of a fleet through the whole pipeline: fleet-day.sh [SITES [TRANSACTIONS]], 10 sites and 2,000,000 by default.
# Needs about 800 octets of disk per transaction below TMPDIR, for captures, logs and the broker's topics.
set -eu
home=$(cd -P "$(dirname "$0")/../.." && pwd)
cd "$home"
. benchmarks/jdk.sh
mvn -q -B package -DskipTests -Dspotless.check.skip=true -pl benchmarks -am
folder=$(mktemp -d "${TMPDIR:-/tmp}/synoptic-fleet-day.XXXXXX")
trap 'rm -rf "$folder"' EXIT
flags=$(sed -n 's:.*<jvm\.flags>\(.*\)</jvm\.flags>.*:\1:p' pom.xml | head -n 1)
# shellcheck disable=SC2086 # a list of flags
"$JAVA" $flags ${SYNOPTIC_JAVA_OPTIONS:-} \
  -cp "benchmarks/target/classes:$(echo standalone/target/standalone-*.jar):$(cat standalone/target/launcher/dependencies.all)" \
  dev.synoptic.benchmarks.tables.FleetDay "${1:-10}" "${2:-2000000}" "$folder" "$home/p0f.fp"
