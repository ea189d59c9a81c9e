#!/bin/sh
# What memory `synoptic scores` takes: scores-memory.sh [VERDICTS [NETWORKS [HEAP]]], 1,000,000 verdicts of 200,000
# networks (/24) in 256m by default. Needs about 500 octets of disk per verdict below TMPDIR, for the broker's topic.
set -eu
home=$(cd -P "$(dirname "$0")/../.." && pwd)
cd "$home"
. benchmarks/jdk.sh
mvn -q -B package -DskipTests -Dspotless.check.skip=true -pl benchmarks -am
flags=$(sed -n 's:.*<jvm\.flags>\(.*\)</jvm\.flags>.*:\1:p' pom.xml | head -n 1)
# shellcheck disable=SC2086 # a list of flags
"$JAVA" $flags ${SYNOPTIC_JAVA_OPTIONS:-} \
  -cp "benchmarks/target/classes:$(echo standalone/target/standalone-*.jar):$(cat standalone/target/launcher/dependencies.all)" \
  dev.synoptic.benchmarks.tables.ScoresMemory "${1:-1000000}" "${2:-200000}" "${3:-256m}"
