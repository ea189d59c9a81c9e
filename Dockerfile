# One image for every service: `docker build -t synoptic .`, then `synoptic agent|streams|gateway --config FILE`.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -ntp -DskipTests -Dspotless.check.skip=true -pl standalone -am package \
 && mvn -B -ntp -pl standalone -am -DskipTests -Dspotless.check.skip=true package dependency:copy-dependencies \
      -DincludeScope=runtime -DoutputDirectory=/opt/synoptic/lib \
 && cp standalone/target/standalone-*.jar /opt/synoptic/lib/ && cp p0f.fp NOTICE LICENSE /opt/synoptic/

FROM eclipse-temurin:25-jre
RUN apt-get update && apt-get install -y --no-install-recommends libpcap0.8 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --home-dir /var/lib/synoptic --create-home synoptic
COPY --from=build /opt/synoptic /opt/synoptic
USER synoptic
VOLUME /var/lib/synoptic
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
            "-XX:+UseCompactObjectHeaders", "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.synoptic.schemas", \
            "-Dsynoptic.home=/opt/synoptic", "-cp", "/opt/synoptic/lib/*", "dev.synoptic.standalone.Synoptic"]
