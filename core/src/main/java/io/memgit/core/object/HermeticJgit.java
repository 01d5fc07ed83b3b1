package io.memgit.core.object;

import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Sets up what JGit keeps once per JVM: no Git configuration of the machine or of the user who runs
 * the process is read, and the block cache has a bound that leaves room for {@link Inflated} within
 * 64 MB.
 */
public final class HermeticJgit {

    private static final int BLOCK_BYTES = 64 << 10;
    private static final long BLOCK_CACHE_BYTES = (64L << 20) - Inflated.LIMIT_BYTES;

    private HermeticJgit() {}

    /** Does it, the first time it is called. */
    public static void install() {
        Once.ensure();
    }

    // Set up by class initialisation, which happens exactly once and before anybody goes on.
    private static final class Once {

        static {
            SystemReader.setInstance(new NothingButTheClock(SystemReader.getInstance()));
            DfsBlockCache.reconfigure(new DfsBlockCacheConfig().setBlockSize(BLOCK_BYTES)
                    .setBlockLimit(BLOCK_CACHE_BYTES));
        }

        static void ensure() {
            // Loading the class was all.
        }
    }

    private static final class NothingButTheClock extends SystemReader.Delegate {

        NothingButTheClock(SystemReader system) {
            super(system);
        }

        @Override
        public String getHostname() {
            return "localhost";
        }

        @Override
        public @Nullable String getenv(String variable) {
            return null;
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return new Empty(parent, fs);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            return new Empty(parent, fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return new Empty(parent, fs);
        }

        @Override
        public ZoneOffset getTimeZoneAt(Instant when) {
            return ZoneOffset.UTC;
        }
    }

    private static final class Empty extends FileBasedConfig {

        Empty(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is no file.
        }

        @Override
        public void save() {
            // JGit notes what it measured about file systems here; memory needs none of it.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
