package dev.synoptic.standalone.service;

import dev.synoptic.agent.capture.CaptureLibraryMissing;
import dev.synoptic.agent.capture.FilterSyntaxException;
import dev.synoptic.agent.courier.Brokers;
import dev.synoptic.agent.live.LiveAgent;
import dev.synoptic.agent.live.LiveSettings;
import dev.synoptic.agent.live.StatusServer;
import dev.synoptic.standalone.config.AgentSection;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.standalone.system.Posix;
import dev.synoptic.standalone.system.Rights;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;

/// An agent on a mail host while it runs: opened with the rights it was started with, going on without them.
final class LiveRun implements AutoCloseable {

    private final LiveAgent agent;
    private final StatusServer status;

    private LiveRun(LiveAgent agent, StatusServer status) {
        this.agent = agent;
        this.status = status;
    }

    /// Opens everything, gives up what rights it was told to, and begins.
    static LiveRun start(ServiceSettings services) throws IOException {
        AgentSection section = services.settings().agent();
        var settings = services.live().settings();
        var agent = open(settings, services.brokers());
        try {
            var status = StatusServer.start(agent, section.live().statusPort());
            try {
                section.live().user().ifPresent(user -> become(user, settings.folder()));
                agent.start();
                return new LiveRun(agent, status);
            } catch (IOException | RuntimeException refused) {
                status.close();
                throw refused;
            }
        } catch (IOException | RuntimeException refused) {
            agent.close();
            throw refused;
        }
    }

    private static LiveAgent open(LiveSettings settings, Brokers brokers) throws IOException {
        try {
            return LiveAgent.open(settings, brokers, AgentMain.wallClock());
        } catch (FilterSyntaxException wrong) {
            throw new UserMistake("agent.live.filter: " + wrong.getMessage());
        } catch (CaptureLibraryMissing missing) {
            throw new OutsideFailure(String.valueOf(missing.getMessage()), missing);
        }
    }

    /// The folder was maybe made just now, by root.
    private static void become(String user, Path folder) {
        Posix.account(user).ifPresent(account -> giveAll(folder, account));
        Rights.become(user, "agent.live.user");
    }

    private static void giveAll(Path folder, Posix.Account account) {
        try {
            var _ = Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    return give(each);
                }

                @Override
                public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
                    return give(each);
                }

                private FileVisitResult give(Path each) {
                    if (Posix.give(each.toString(), account)) return FileVisitResult.CONTINUE;
                    throw new OutsideFailure(each + ": cannot be given to user " + account.name());
                }
            });
        } catch (IOException gone) {
            throw new OutsideFailure(folder + ": " + gone.getMessage(), gone);
        }
    }

    /// Where metrics, health and status are.
    int statusPort() {
        return status.port();
    }

    /// Ends exceptionally when the agent cannot go on.
    CompletableFuture<Void> failure() {
        return agent.failure();
    }

    @Override
    public void close() {
        agent.close();
        status.close();
    }
}
