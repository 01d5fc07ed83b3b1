package io.memgit.core.repo;

import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a repository is from its creation on.
 *
 * @param id
 *            its own
 * @param name
 *            as it was given
 * @param memoryOnly
 *            whether it lives in memory alone, whatever the server can do
 * @param forkOf
 *            the repository it was forked from, or null
 * @param createdMillis
 *            when, in milliseconds since 1970
 */
record RepositoryIdentity(RepoId id, RepoName name, boolean memoryOnly, @Nullable RepoId forkOf, long createdMillis) {

    void writeTo(DataOutputStream out) throws IOException {
        write(id, out);
        out.writeUTF(name.value());
        out.writeBoolean(memoryOnly);
        out.writeBoolean(forkOf != null);
        if (forkOf != null)
            write(forkOf, out);
        out.writeLong(createdMillis);
    }

    static RepositoryIdentity read(DataInputStream in) throws IOException {
        RepoId id = readId(in);
        RepoName name = new RepoName(in.readUTF());
        boolean memoryOnly = in.readBoolean();
        @Nullable
        RepoId forkOf = in.readBoolean() ? readId(in) : null;
        return new RepositoryIdentity(id, name, memoryOnly, forkOf, in.readLong());
    }

    private static void write(RepoId id, DataOutputStream out) throws IOException {
        out.writeLong(id.high());
        out.writeLong(id.low());
    }

    private static RepoId readId(DataInputStream in) throws IOException {
        return new RepoId(in.readLong(), in.readLong());
    }
}
