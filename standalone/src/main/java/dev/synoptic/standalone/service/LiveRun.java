package dev.synoptic.standalone.service;

import dev.synoptic.agent.capture.CaptureLibraryMissing;
import dev.synoptic.agent.capture.FilterSyntaxException;
import dev.synoptic.agent.courier.Brokers;
import dev.synoptic.agent.live.LiveAgent;
import dev.synoptic.agent.live.LiveSettings;
import dev.synoptic.agent.live.StatusServer;
import dev.synoptic.standalone.config.LiveSection;
import dev.synoptic.standalone.shell.OutsideFailure;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.standalone.system.FolderLock;
import dev.synoptic.standalone.system.Posix;
import dev.synoptic.standalone.system.Rights;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;

/// An agent on a mail host while it runs: opened with the rights it was started with, going on without them.
final class LiveRun implements AutoCloseable {

    private final FolderLock folder;
    private final LiveAgent agent;
    private final StatusServer status;

    private LiveRun(FolderLock folder, LiveAgent agent, StatusServer status) {
        this.folder = folder;
        this.agent = agent;
        this.status = status;
    }

    /// Opens everything, gives up what rights it was told to, and begins.
    static LiveRun start(ServiceSettings services) throws IOException {
        var settings = services.live().settings();
        var folder = hold(settings.folder());
        try {
            var agent = open(settings, services.brokers());
            try {
                return start(folder, agent, services.settings().agent().live(), settings.folder());
            } catch (IOException | RuntimeException refused) {
                agent.close();
                throw refused;
            }
        } catch (IOException | RuntimeException refused) {
            folder.close();
            throw refused;
        }
    }

    /// Two agents would each send and delete the other's spool.
    private static FolderLock hold(Path folder) {
        try {
            return FolderLock.take(folder, "agent");
        } catch (AccessDeniedException denied) {
            String user = System.getProperty("user.name");
            throw new OutsideFailure(
                    "agent.live.folder: " + denied.getFile() + " may not be written by user " + user, denied);
        } catch (IOException refused) {
            throw new OutsideFailure("agent.live.folder: " + refused.getMessage(), refused);
        }
    }

    private static LiveRun start(FolderLock held, LiveAgent agent, LiveSection section, Path folder)
            throws IOException {
        var status = StatusServer.start(agent, section.statusPort());
        try {
            section.user().ifPresent(user -> become(user, folder));
            agent.start();
            return new LiveRun(held, agent, status);
        } catch (IOException | RuntimeException refused) {
            status.close();
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
    public void close() throws IOException {
        agent.close();
        status.close();
        folder.close();
    }
}
