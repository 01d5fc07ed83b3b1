package io.memgit.core.repo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The name of a hidden ref: {@code refs/memgit/<kind>/<owner>/<id>}. No client can name one, and no
 * list of refs has it: it is found by who owns it, through the door of its kind.
 *
 * @param kind
 *            what it stands for
 * @param owner
 *            whose it is; for what belongs to everybody, an empty text
 * @param id
 *            unique among those of its kind and owner
 */
public record HiddenName(Kind kind, String owner, String id) implements Comparable<HiddenName> {

    /** The longest owner or id, in characters. */
    public static final int MOST_CHARS = 255;

    /** What a hidden ref stands for. The numbers are part of the stored form. */
    public enum Kind {
        /** Uncommitted state that somebody works on. */
        WORKSPACE(1),
        /** Uncommitted state that was put aside. */
        STASH(2),
        /** Uncommitted state that is committed or rolled back as a whole. */
        TRANSACTION(3),
        /** What is known of a parallel reality; where it points says its branch. */
        REALITY(4);

        private static final Kind[] ALL = values();

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static Kind of(int number) {
            for (Kind kind : ALL) {
                if (kind.number == number)
                    return kind;
            }
            throw new IllegalArgumentException("a hidden ref of unknown kind " + number);
        }
    }

    /**
     * @throws IllegalArgumentException
     *             for an empty id, or an owner or id of more than 255 characters
     */
    public HiddenName {
        if (id.isEmpty() || id.length() > MOST_CHARS || owner.length() > MOST_CHARS)
            throw new IllegalArgumentException("a hidden ref of " + owner.length() + " and " + id.length()
                    + " characters");
    }

    /** By kind, owner and id. */
    @Override
    public int compareTo(HiddenName other) {
        int byKind = kind.compareTo(other.kind);
        if (byKind != 0)
            return byKind;
        int byOwner = owner.compareTo(other.owner);
        return byOwner != 0 ? byOwner : id.compareTo(other.id);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeByte(kind.number());
        out.writeUTF(owner);
        out.writeUTF(id);
    }

    static HiddenName read(DataInputStream in) throws IOException {
        return new HiddenName(Kind.of(in.readByte()), in.readUTF(), in.readUTF());
    }

    @Override
    public String toString() {
        return "refs/memgit/" + switch (kind) {
            case WORKSPACE -> "workspaces";
            case STASH -> "stashes";
            case TRANSACTION -> "transactions";
            case REALITY -> "realities";
        } + "/" + owner + "/" + id;
    }
}
