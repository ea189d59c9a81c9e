# shellcheck shell=sh
# To be sourced: JAVA is the first Java at hand that takes this product's flags, since an older default JDK may stay.
: "${JAVA:=}"
for candidate in ${JAVA:+"$JAVA"} ${JAVA_HOME:+"$JAVA_HOME/bin/java"} java /usr/lib/jvm/*/bin/java; do
    if "$candidate" --sun-misc-unsafe-memory-access=allow -XX:+UseCompactObjectHeaders -version >/dev/null 2>&1; then
        JAVA=$candidate
        break
    fi
    JAVA=
done
[ -n "$JAVA" ] || { echo "$0: no JDK 25 or newer in JAVA, JAVA_HOME, PATH or /usr/lib/jvm" >&2; exit 3; }
