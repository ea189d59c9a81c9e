#!/usr/bin/env bash
# Makes an image that stands in for apache/kafka where none can be pulled: Debian's base system, a JDK of this machine,
# and the broker's jars that the build resolved. Testcontainers' KafkaContainer starts it as it does the published one.
#
#   conformance/src/test/docker/kafka-image.sh [TAG]      needs root, debootstrap, Docker, JAVA_HOME of a JDK 25, and a build
set -euo pipefail
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
tag=${1:-apache/kafka:$(sed -n 's:.*<kafka\.version>\(.*\)</kafka\.version>.*:\1:p' "$root/pom.xml")}
jdk=${JAVA_HOME:?"JAVA_HOME must name a JDK 25"}
jars=$(cat "$root/standalone/target/launcher/dependencies.all") || { echo "build first: ./synoptic topics -h" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

debootstrap --variant=minbase "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$work/tree" >"$work/debootstrap.log" || { tail "$work/debootstrap.log" >&2; exit 3; }
rm -rf "$work"/tree/var/cache/apt/* "$work"/tree/var/lib/apt/lists/*
"$jdk/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.management,jdk.security.auth,jdk.crypto.ec \
  --strip-debug --no-header-files --no-man-pages --output "$work/tree/opt/java"
mkdir -p "$work"/tree/opt/kafka/libs "$work"/tree/opt/kafka/config "$work"/tree/etc/kafka/docker "$work"/tree/mnt/shared/config
tr ':' '\n' <<<"$jars" | xargs -I{} cp {} "$work/tree/opt/kafka/libs/"

cat >"$work/tree/etc/kafka/docker/server.properties" <<'PROPERTIES'
log.dirs=/tmp/kraft-combined-logs
PROPERTIES
for name in log4j2 tools-log4j2; do
  printf 'Configuration:\n  Loggers:\n    Root:\n      level: WARN\n' >"$work/tree/etc/kafka/docker/$name.yaml"
done
cat >"$work/tree/etc/kafka/docker/run" <<'RUN'
#!/bin/sh
set -e
export CLUSTER_ID="${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}"
/opt/java/bin/java -cp '/opt/kafka/libs/*' kafka.docker.KafkaDockerWrapper setup \
  --default-configs-dir /etc/kafka/docker --mounted-configs-dir /mnt/shared/config --final-configs-dir /opt/kafka/config
exec /opt/java/bin/java -Xmx512m -cp '/opt/kafka/libs/*' kafka.Kafka /opt/kafka/config/server.properties
RUN
chmod 755 "$work/tree/etc/kafka/docker/run"
tar -C "$work/tree" -c . | docker import - "$tag"
