#!/bin/sh
# The pipeline beside a plain copy of the same records; about five minutes on two cores.
#   benchmarks/pipeline/run.sh [RECORDS [HOSTS]]
# Needs a built tree: mvn package -DskipTests -pl benchmarks -am
set -e
cd "$(dirname "$0")/../.."
: "${JAVA:=java}"
CP=$(mvn -q -pl benchmarks dependency:build-classpath -Dmdep.outputFile=/dev/stdout 2>/dev/null | grep '\.jar' | tail -1)
exec "$JAVA" -Xmx6g -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.synoptic.schemas \
    -cp "benchmarks/target/classes:$CP" dev.synoptic.benchmarks.pipeline.PipelineBenchmark \
    p0f.fp "${1:-800000}" "${2:-1000000}"
