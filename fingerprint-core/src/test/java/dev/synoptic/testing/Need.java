package dev.synoptic.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What a named group of tests needs beyond a JDK and Maven, how that is found out, and how to get
// it.
public enum Need {
    ROOT("root", "run as root", () -> "root".equals(System.getProperty("user.name"))),
    LIBPCAP(
            "libpcap",
            "apt-get install libpcap0.8",
            () -> anyExists("/usr/lib/x86_64-linux-gnu/libpcap.so.0.8", "/usr/lib/aarch64-linux-gnu/libpcap.so.0.8")),
    P0F("p0f", "apt-get install p0f", () -> onPath("p0f")),
    SETPRIV("util-linux", "apt-get install util-linux", () -> onPath("setpriv")),
    IPROUTE2("iproute2", "apt-get install iproute2", () -> onPath("ip")),
    POSTFIX("postfix", "apt-get install postfix", () -> onPath("postfix")),
    SYSTEMD("systemd", "apt-get install systemd", () -> onPath("systemd-analyze")),
    NETCAT("netcat", "apt-get install netcat-openbsd", () -> onPath("nc")),
    DIG("dig", "apt-get install bind9-dnsutils unbound", () -> onPath("dig") && onPath("unbound")),
    TCPDUMP("tcpdump", "apt-get install tcpdump", () -> onPath("tcpdump")),
    QPSMTPD(
            "qpsmtpd",
            "apt-get install qpsmtpd libnet-ip-perl",
            () -> anyExists("/usr/share/qpsmtpd/plugins/ident/p0f")),
    RSPAMD("rspamd", "apt-get install rspamd curl", () -> onPath("rspamd")),
    AMAVIS("amavis", "apt-get install amavisd-new", () -> onPath("amavisd") || onPath("amavisd-new")),
    SPAMASSASSIN("spamassassin", "apt-get install spamassassin", () -> onPath("spamassassin")),
    MIMEDEFANG("mimedefang", "apt-get install mimedefang libnet-dns-perl", () -> onPath("mimedefang")),
    EXIM(
            "exim",
            "apt-get install exim4-daemon-heavy, or unpack it elsewhere and name its binary in EXIM",
            () -> onPath("exim4")
                    || Optional.ofNullable(System.getenv("EXIM"))
                            .filter(binary -> Files.isExecutable(Path.of(binary)))
                            .isPresent()),
    HARAKA(
            "haraka",
            "npm install Haraka haraka-plugin-p0f, and name their node_modules in HARAKA_MODULES",
            () -> Optional.ofNullable(System.getenv("HARAKA_MODULES"))
                    .filter(folder -> Files.exists(Path.of(folder, "haraka-plugin-p0f")))
                    .isPresent()),
    PYTHON("python3", "apt-get install python3", () -> onPath("python3")),
    CHROMIUM("chromium", "apt-get install chromium", () -> onPath("chromium")),
    DOCKER(
            "docker",
            "apt-get install docker.io, start its daemon, and docker pull apache/kafka:4.3.1"
                    + " (without a registry: conformance/src/test/docker/kafka-image.sh)",
            Need::hasKafkaImage),
    CORPUS(
            "corpus",
            "put the project's shared folder beside the checkout, or name it in SYNOPTIC_SHARED",
            () -> Repository.shared().isPresent());

    private static final int PATIENCE_SECONDS = 10;

    private final String group;
    private final String install;
    private final Probe probe;

    Need(String group, String install, Probe probe) {
        this.group = group;
        this.install = install;
        this.probe = probe;
    }

    /// Why the group cannot run here and how to change that; empty where it can run.
    Optional<String> missing() {
        return probe.present()
                ? Optional.empty()
                : Optional.of("group " + group + " skipped: not found here; " + install);
    }

    /// Whether `SYNOPTIC_REQUIRE` (`all`, or a comma list of groups) makes a skip of this group a failure.
    ///
    /// Docker's group is excepted from `all`: no image can be pulled on a machine without internet.
    boolean required() {
        String wanted = Optional.ofNullable(System.getenv("SYNOPTIC_REQUIRE")).orElse("");
        return Arrays.asList(wanted.split(",")).contains(group) || ("all".equals(wanted) && this != DOCKER);
    }

    /// A daemon that answers and has a Kafka: a test pulls nothing.
    private static boolean hasKafkaImage() {
        try {
            var asked = new ProcessBuilder("docker", "image", "ls", "-q", "apache/kafka")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return false;
            }
            return asked.exitValue() == 0 && asked.getInputStream().read() >= 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean anyExists(String... paths) {
        return Arrays.stream(paths).map(Path::of).anyMatch(Files::exists);
    }

    private static boolean onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream((path + ":/usr/sbin:/sbin").split(":"))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private interface Probe {
        boolean present();
    }
}
