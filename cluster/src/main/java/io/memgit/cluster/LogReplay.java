package io.memgit.cluster;

import io.memgit.cluster.disk.LogScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.protocol.TermIndex;
import org.jspecify.annotations.Nullable;

/**
 * Applies, before Ratis opens the log, what it has and what was answered: no later start of a term
 * can
 * take that back. Ratis then goes on behind it, and is told of it as of a snapshot. It would do the
 * same at half the speed, because it looks for who waits for the answer to each entry.
 */
final class LogReplay implements LogScan.Reader {

    private final Applier applier;
    private long lastTerm;
    private long lastIndex = -1;

    private LogReplay(Applier applier) {
        this.applier = applier;
    }

    /**
     * Applies everything up to {@code answered} that is not applied yet.
     *
     * @return the last entry, or null when there was none
     */
    static @Nullable TermIndex run(LogScan log, Applier applier, long answered) throws IOException {
        LogReplay replay = new LogReplay(applier);
        if (applier.index() < answered)
            log.read(applier.index() + 1, answered, replay);
        return replay.lastIndex < 0 ? null : TermIndex.valueOf(replay.lastTerm, replay.lastIndex);
    }

    @Override
    public void entry(long index, ByteBuffer bytes) throws IOException {
        LogEntryProto entry = LogEntryProto.parseFrom(bytes);
        if (entry.hasStateMachineLogEntry())
            applier.entry(index, null, entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer());
        else
            applier.other(index);
        if (applier.halted() instanceof IOException halted)
            throw halted;
        lastTerm = entry.getTerm();
        lastIndex = index;
    }
}
