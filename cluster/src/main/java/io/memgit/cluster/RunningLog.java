package io.memgit.cluster;

import io.memgit.cluster.disk.GroupFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One opening of the log of a group: a Ratis server with one peer and one group, for itself alone.
 */
final class RunningLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunningLog.class);
    private static final RaftPeerId PEER = RaftPeerId.valueOf("one");
    private static final long POLL_MILLIS = 50;
    private static final long SNAPSHOT_MILLIS = 10_000;

    private final GroupMachine machine;
    private final RaftGroupId group;
    private final RaftServer server;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong snapshotCalls = new AtomicLong();
    private RaftServer.@Nullable Division division;

    private RunningLog(GroupMachine machine, RaftGroupId group, RaftServer server) {
        this.machine = machine;
        this.group = group;
        this.server = server;
    }

    /** How a log is opened. */
    @FunctionalInterface
    interface Opener {
        /** It may not be ready yet when this returns. When this throws, everything is closed again. */
        RunningLog open(GroupFolder folder, RaftSettings settings, GroupMachine machine) throws IOException;
    }

    /** The {@link Opener} of every ledger. */
    static RunningLog open(GroupFolder folder, RaftSettings settings, GroupMachine machine) throws IOException {
        return open(folder, settings, machine, RatisProperties.of(settings, folder));
    }

    /** An {@link Opener} that may tell Ratis something else. */
    static RunningLog open(GroupFolder folder, RaftSettings settings, GroupMachine machine, RaftProperties properties)
            throws IOException {
        RaftGroupId id = RaftGroupId.valueOf(folder.id());
        RaftGroup group = RaftGroup.valueOf(id, RaftPeer.newBuilder().setId(PEER).build());
        RaftServer server = RaftServer.newBuilder().setServerId(PEER).setStateMachineRegistry(any -> machine)
                .setGroup(group).setProperties(properties)
                .setOption(RaftStorage.StartupOption.RECOVER).build();
        RunningLog log = new RunningLog(machine, id, server);
        try {
            server.start();
            log.division = server.getDivision(id);
            if (!log.isAlive())
                throw new IOException("the log of " + folder.root() + " could not be loaded");
            return log;
        } catch (CompletionException e) {
            log.close(settings.deadlines().close());
            throw new IOException(e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            log.close(settings.deadlines().close());
            throw e;
        }
    }

    private RaftServer.Division division() {
        if (division == null)
            throw new IllegalStateException("the log is not open");
        return division;
    }

    boolean isAlive() {
        return division != null && division.getInfo().isAlive();
    }

    /**
     * Waits until all of the log is applied and entries are taken.
     *
     * @param longest
     *            without an entry being applied
     */
    void awaitReady(Applier applier, Duration longest) throws IOException, InterruptedException {
        long seen = applier.index();
        long since = System.nanoTime();
        while (!isReady()) {
            Throwable halted = applier.halted();
            if (halted instanceof IOException e)
                throw e;
            if (applier.index() != seen) {
                seen = applier.index();
                since = System.nanoTime();
            }
            if (!isAlive() || System.nanoTime() - since > longest.toNanos())
                throw new IOException("the log was not ready within " + longest + ", after entry " + seen);
        }
        if (applier.halted() instanceof IOException e)
            throw e;
    }

    private boolean isReady() throws IOException, InterruptedException {
        try {
            machine.ready().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return division().getInfo().isLeaderReady();
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    /**
     * Puts a submission into the log, on the thread that calls.
     *
     * @param onRefused
     *            told when it did not get into the log, and will not
     */
    void send(Submission submission, Refused onRefused) {
        RaftClientRequest request = RaftClientRequest.newBuilder().setClientId(client).setServerId(PEER)
                .setGroupId(group).setCallId(submission.number()).setMessage(submission)
                .setType(RaftClientRequest.writeRequestType()).build();
        try {
            // The division itself, and not the server: that would hop to a thread of a pool and wait for it.
            var _ = ((RaftClientAsynchronousProtocol) division()).submitClientRequestAsync(request)
                    .whenComplete((reply, error) -> settle(submission, reply, error, onRefused));
        } catch (IOException | RuntimeException e) {
            settle(submission, null, e, onRefused);
        }
    }

    /** Told why a submission is not in the log. */
    interface Refused {
        void refused(Submission submission, Throwable why);
    }

    /** The apply answers. A failure after the log took the entry says nothing: its deadline will. */
    private static void settle(Submission submission, @Nullable RaftClientReply reply, @Nullable Throwable error,
            Refused onRefused) {
        Throwable why = error != null ? error : reply == null ? null : reply.getException();
        if (why != null && !submission.isInLog())
            onRefused.refused(submission, why);
    }

    /**
     * Has Ratis ask for a snapshot now, and hear of one that came to disk.
     *
     * @return completes when it has asked
     */
    CompletableFuture<Void> lookAtSnapshots() {
        SnapshotManagementRequest request = SnapshotManagementRequest.newCreate(client, PEER, group,
                snapshotCalls.decrementAndGet(), SNAPSHOT_MILLIS);
        return server.snapshotManagementAsync(request).handle((reply, error) -> {
            if (error != null)
                LOG.debug("asked for a snapshot of a log that is gone", error);
            return null;
        });
    }

    /**
     * Closes the log.
     *
     * @return whether it was closed within {@code longest}
     */
    boolean close(Duration longest) {
        Thread closing = Thread.ofPlatform().daemon().name("memgit-close-" + group).start(() -> {
            try {
                server.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("the log was not closed in order", e);
            }
        });
        try {
            boolean closed = closing.join(longest);
            if (!closed)
                LOG.warn("the log is not closed after {}", longest);
            return closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
