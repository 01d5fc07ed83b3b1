package io.memgit.cluster;

import io.memgit.cluster.disk.GroupFolder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.ExitUtils;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** What Ratis is told, and kept from. */
final class RatisProperties {

    private static final int SPARE_ELEMENTS = 64;
    private static final long SPARE_BYTES = 4 << 20;
    private static final Duration NEVER = Duration.ofDays(365);

    private RatisProperties() {}

    /**
     * Ratis would end the process when a thread fails, and puts its own handler of uncaught exceptions
     * in the place of that of the process.
     */
    static void keepTheProcess() {
        Thread.UncaughtExceptionHandler own = Thread.getDefaultUncaughtExceptionHandler();
        ExitUtils.disableSystemExit();
        ExitUtils.setTerminateOnUncaughtException(false);
        Thread.setDefaultUncaughtExceptionHandler(own);
    }

    static RaftProperties of(RaftSettings settings, GroupFolder folder) {
        RaftProperties properties = new RaftProperties();
        RaftConfigKeys.Rpc.setType(properties, new NoSocketRpc());
        RaftServerConfigKeys.setStorageDir(properties, List.of(folder.log().toFile()));
        RaftServerConfigKeys.setRemovedGroupsDir(properties, folder.removed().toFile());
        // One peer has no other to hand over to: a pause of the process changes nothing.
        RaftServerConfigKeys.setCloseThreshold(properties, time(NEVER));
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, time(NEVER));
        RaftServerConfigKeys.LeaderElection.setPreVote(properties, false);
        elections(properties);
        log(properties, settings);
        limits(properties, settings.submits());
        snapshots(properties);
        return properties;
    }

    private static void elections(RaftProperties properties) {
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, millis(300));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, millis(600));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, millis(20));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, millis(40));
    }

    private static void log(RaftProperties properties, RaftSettings settings) {
        RaftSettings.Log log = settings.log();
        RaftServerConfigKeys.Log.setCorruptionPolicy(properties, RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION);
        RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, size(log.segmentBytes()));
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, size(log.preallocatedBytes()));
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, size(log.writeBufferBytes()));
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, size(log.writeBufferBytes() - (64 << 10)));
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, log.cachedSegments());
        RaftServerConfigKeys.Log.setSegmentCacheSizeMax(properties,
                size((long) log.segmentBytes() * log.cachedSegments()));
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setForceSyncNum(properties, settings.submits().maxOutstanding());
    }

    /** A little more than what is let through, so that Ratis never blocks who submits. */
    private static void limits(RaftProperties properties, RaftSettings.Submits submits) {
        int elements = submits.maxOutstanding() + SPARE_ELEMENTS;
        SizeInBytes bytes = size(submits.maxOutstandingBytes() + submits.inlineBytes() + SPARE_BYTES);
        RaftServerConfigKeys.Write.setElementLimit(properties, elements);
        RaftServerConfigKeys.Write.setByteLimit(properties, bytes);
        RaftServerConfigKeys.Log.setQueueElementLimit(properties, elements);
        RaftServerConfigKeys.Log.setQueueByteLimit(properties, bytes);
        // No client of Ratis repeats a request: ids of entries are ours.
        RaftServerConfigKeys.RetryCache.setExpiryTime(properties, millis(500));
        RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
    }

    /** Ratis asks after every batch, and {@link SnapshotKeeper} says when. */
    private static void snapshots(RaftProperties properties) {
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
        RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, 1);
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, true);
        RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
    }

    private static SizeInBytes size(long bytes) {
        return SizeInBytes.valueOf(bytes);
    }

    private static TimeDuration millis(long millis) {
        return TimeDuration.valueOf(millis, TimeUnit.MILLISECONDS);
    }

    private static TimeDuration time(Duration duration) {
        return millis(duration.toMillis());
    }
}
