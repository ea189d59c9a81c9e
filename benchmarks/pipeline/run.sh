#!/bin/sh
# The pipeline beside a plain copy of the same records, on two cores that have nothing else to do.
#   benchmarks/pipeline/run.sh                        all parts, a quarter of an hour
#   benchmarks/pipeline/run.sh throughput [RECORDS]   records/s, store in memory and on disk, both warm; up to eight minutes
#   benchmarks/pipeline/run.sh latency                from capture to answerable at 100, 1,000, 10,000 handshakes/s; two minutes
#   benchmarks/pipeline/run.sh hosts [HOSTS]          octets per host, restoring; two minutes for a million
#   benchmarks/pipeline/run.sh takeover [HOSTS]       one of two instances killed, with a standby and without; two minutes
# Needs a built tree: mvn package -DskipTests -pl benchmarks -am
# HEAP is that of the process (6g); five million hosts take 8g, and a quarter of an hour.
# Java properties in JAVA_PROPERTIES: -Dthreads=N for stream threads, -Dstore=MEMORY or DISK for one alone,
# -Dkafka.NAME=VALUE for Kafka's clients.
set -e
cd "$(dirname "$0")/../.."
. benchmarks/jdk.sh
CP="$(echo standalone/target/standalone-*.jar):$(cat standalone/target/launcher/dependencies.all)"
part() {
    # shellcheck disable=SC2086
    "$JAVA" -Xmx"${HEAP:=6g}" -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.synoptic.schemas \
        $JAVA_PROPERTIES -cp "benchmarks/target/classes:$CP" \
        dev.synoptic.benchmarks.pipeline.PipelineBenchmark p0f.fp "$@"
}
if [ $# -gt 0 ]; then part "$@"; else
    part throughput
    part latency
    part hosts
    part takeover
fi
