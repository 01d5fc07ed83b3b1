package io.memgit.core.object;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.sha1.SHA1;
import org.jspecify.annotations.Nullable;

/**
 * Computes the ids of new objects.
 *
 * <p>
 * A known collision of SHA-1 takes two blocks of chosen bytes, so blobs that have the room for it
 * are hashed with JGit's implementation, which detects the attempt. Everything else (trees and
 * commits, which this server serialises itself, and smaller blobs) goes through the JDK's, which
 * costs a fifth.
 */
final class ObjectHasher {

    /** The smallest blob that is searched for a collision attempt, in bytes. */
    static final int COLLISION_BLOB_BYTES = 128;

    private static final IdlePool<ObjectHasher> IDLE = new IdlePool<>(ObjectHasher::new);
    private static final byte[][] TYPE_NAMES = {{}, name("commit"), name("tree"), name("blob"), name("tag")};

    private final MessageDigest fast = Constants.newMessageDigest();
    private final byte[] header = new byte[20];
    private final byte[] digest = new byte[Constants.OBJECT_ID_LENGTH];
    private @Nullable SHA1 detecting;

    private ObjectHasher() {}

    /**
     * The id of the object of this type that consists of {@code length} bytes from {@code offset} on.
     *
     * @throws org.eclipse.jgit.util.sha1.Sha1CollisionException
     *             when a blob is one half of a collision
     */
    static ObjectId idOf(int type, byte[] bytes, int offset, int length) {
        ObjectHasher hasher = IDLE.take();
        ObjectId id = hasher.hash(type, bytes, offset, length);
        IDLE.giveBack(hasher);
        return id;
    }

    /**
     * As {@link #idOf}, for an object that somebody else made: whatever its type and length, a
     * collision is detected.
     */
    static ObjectId idOfForeign(int type, byte[] bytes) {
        ObjectHasher hasher = IDLE.take();
        ObjectId id = hasher.hashDetecting(hasher.writeHeader(type, bytes.length), bytes, 0, bytes.length);
        IDLE.giveBack(hasher);
        return id;
    }

    /** A hash of a foreign object of {@code length} bytes, to be fed with them. */
    static SHA1 foreign(int type, int length) {
        SHA1 sha1 = SHA1.newInstance();
        byte[] name = TYPE_NAMES[type];
        sha1.update(name, 0, name.length);
        sha1.update(Constants.encodeASCII(length));
        sha1.update((byte) 0);
        return sha1;
    }

    private ObjectId hash(int type, byte[] bytes, int offset, int length) {
        int start = writeHeader(type, length);
        if (type == Constants.OBJ_BLOB && length >= COLLISION_BLOB_BYTES)
            return hashDetecting(start, bytes, offset, length);
        try {
            fast.update(header, start, header.length - start);
            fast.update(bytes, offset, length);
            fast.digest(digest, 0, digest.length);
        } catch (java.security.DigestException e) {
            throw new IllegalStateException("20 bytes do not hold a SHA-1", e);
        }
        return ObjectId.fromRaw(digest);
    }

    private ObjectId hashDetecting(int start, byte[] bytes, int offset, int length) {
        SHA1 sha1 = detecting == null ? SHA1.newInstance() : detecting.reset();
        detecting = sha1;
        sha1.update(header, start, header.length - start);
        sha1.update(bytes, offset, length);
        return sha1.toObjectId();
    }

    // Written from its end: "blob 12\0". Returns where it begins.
    private int writeHeader(int type, int length) {
        int at = header.length;
        header[--at] = 0;
        int rest = length;
        do {
            header[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        byte[] name = TYPE_NAMES[type];
        at -= name.length;
        System.arraycopy(name, 0, header, at, name.length);
        return at;
    }

    private static byte[] name(String type) {
        return (type + ' ').getBytes(StandardCharsets.US_ASCII);
    }
}
