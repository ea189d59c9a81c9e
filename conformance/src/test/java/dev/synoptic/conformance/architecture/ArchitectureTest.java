package dev.synoptic.conformance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.synoptic.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may know whom. Think hard before changing this file: an arrow that turns round is a decision, and belongs in
/// `docs/decisions`.
class ArchitectureTest {

    /// The core's packages, each knowing only those before it.
    private static final List<String> CORE =
            List.of("tcp", "packet", "flow", "http", "smtp", "tls", "signature", "match", "host", "verdict", "p0f");

    /// What the core may lean on: the JDK's base module, and annotations for the compiler.
    private static final String[] BASE = {
        "java.lang..",
        "java.util..",
        "java.io..",
        "java.nio..",
        "java.net..",
        "java.math..",
        "java.time..",
        "java.text..",
        "java.security..",
        "javax.crypto..",
        "org.jspecify..",
    };

    /// The shells, each with the packages that it is made of.
    private static final List<String> SHELLS = List.of("schemas", "agent", "streams", "gateway", "standalone");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(
                    location -> !location.contains("-tests.jar") && !location.contains("/dev/synoptic/conformance/"))
            .importPackages("dev.synoptic");

    @TestFactory
    Stream<DynamicTest> eachPackageOfTheCoreKnowsOnlyThoseBeforeIt() {
        return CORE.stream()
                .filter(name -> !in(name).isEmpty())
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    List<String> later = CORE.subList(CORE.indexOf(name) + 1, CORE.size());
                    noClasses()
                            .that()
                            .resideInAPackage("dev.synoptic." + name + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(within(later))
                            .check(ALL);
                }));
    }

    @Test
    void theCoreNeedsNothingButTheBaseModule() {
        String[] allowed =
                Stream.concat(Stream.of(BASE), Stream.of(within(CORE))).toArray(String[]::new);
        classes()
                .that()
                .resideInAnyPackage(within(CORE))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(ALL);
    }

    @Test
    void theCoreSeesNoShell() {
        noClasses()
                .that()
                .resideInAnyPackage(within(CORE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within(SHELLS))
                .check(ALL);
    }

    @Test
    void theServicesOfAFleetDoNotSeeEachOther() {
        for (String service : List.of("agent", "streams", "gateway")) {
            List<String> others = Stream.of("agent", "streams", "gateway", "standalone")
                    .filter(other -> !other.equals(service))
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage("dev.synoptic." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(within(others))
                    .check(ALL);
        }
    }

    @Test
    void contractsSeeTheCoreAndNoService() {
        noClasses()
                .that()
                .resideInAPackage("dev.synoptic.schemas..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within(List.of("agent", "streams", "gateway", "standalone")))
                .check(ALL);
    }

    /// Frames are read, and p0f's command line works, where there is no Kafka.
    @Test
    void captureAndP0fSeeNoKafka() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage("dev.synoptic.agent.capture..", "dev.synoptic.standalone.p0f..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..", "dev.synoptic.schemas..");
        rule.check(ALL);
    }

    /// One package for each protocol; each sees hosts only through the port in `answer`.
    @Test
    void protocolsOfTheGatewayDoNotUseEachOtherNorTheIndex() {
        slices().matching("dev.synoptic.gateway.(v2|v3|analyzer|policy|dns|text|http|plugin)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.synoptic.gateway.v2..",
                        "dev.synoptic.gateway.v3..",
                        "dev.synoptic.gateway.analyzer..",
                        "dev.synoptic.gateway.dns..",
                        "dev.synoptic.gateway.text..",
                        "dev.synoptic.gateway.plugin..",
                        "dev.synoptic.gateway.attribute..",
                        "dev.synoptic.gateway.socket..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "dev.synoptic.gateway.index..",
                        "dev.synoptic.gateway.join..",
                        "dev.synoptic.schemas..")
                .check(ALL);
    }

    @Test
    void packagesOfOneModuleDoNotGoInCircles() {
        for (String root : Stream.concat(CORE.stream(), SHELLS.stream()).toList()) {
            slices().matching("dev.synoptic." + root + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(ALL);
        }
    }

    /// Time comes with the packet or the record, or as a clock that `main` handed over.
    @Test
    void onlyMainAsksTheWallClock() {
        Set<String> asking = ALL.stream()
                .filter(asked -> asked.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> WallClock.isAsked(
                                call.getTargetOwner().getFullName(),
                                call.getTarget().getName(),
                                call.getTarget().getRawParameterTypes().size())))
                .map(ArchitectureTest::outermost)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asking)
                .allSatisfy(name -> assertThat(hasMain(name))
                        .as("%s asks the wall clock, and has no main", name)
                        .isTrue());
    }

    /// A package that no rule names would be governed by none.
    @Test
    void noPackageIsForgotten() {
        Set<String> known = Stream.concat(CORE.stream(), SHELLS.stream()).collect(Collectors.toSet());
        Set<String> found = ALL.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring("dev.synoptic.".length()).split("\\.")[0])
                .collect(Collectors.toSet());
        assertThat(found)
                .isSubsetOf(known)
                .contains("tcp", "packet", "flow", "signature", "match", "host", "verdict", "p0f");
        assertThat(found).containsAll(SHELLS);
    }

    /// Every package with sources was seen at all: a module that is missing here would pass every rule.
    @Test
    void everySourcePackageWasImported() throws Exception {
        Set<String> imported = ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        Path root = Repository.root();
        for (String module : List.of(
                "fingerprint-core", "schemas", "capture-agent", "fingerprint-streams", "api-gateway", "standalone")) {
            Path sources = root.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                Set<String> packages = files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.getFileName().toString().equals("module-info.java"))
                        .map(file ->
                                sources.relativize(file.getParent()).toString().replace('/', '.'))
                        .collect(Collectors.toSet());
                assertThat(imported).as(module).containsAll(packages);
            }
        }
    }

    private static String[] within(List<String> packages) {
        return packages.stream().map(name -> "dev.synoptic." + name + "..").toArray(String[]::new);
    }

    private static List<JavaClass> in(String name) {
        return ALL.stream()
                .filter(each -> (each.getPackageName() + ".").startsWith("dev.synoptic." + name + "."))
                .toList();
    }

    private static String outermost(JavaClass inner) {
        return inner.getEnclosingClass().map(ArchitectureTest::outermost).orElse(inner.getFullName());
    }

    private static boolean hasMain(String name) {
        return ALL.get(name).getMethods().stream()
                .anyMatch(method -> method.getName().equals("main"));
    }
}
