package io.memgit.cluster;

/**
 * The name of a group, and of its folder.
 *
 * @param value
 *            1 to 64 small letters, digits and hyphens, the first a letter
 */
public record GroupName(String value) implements Comparable<GroupName> {

    /** Repositories, accounts, keys: what every node has. */
    public static final GroupName META = new GroupName("meta");

    /**
     * @throws IllegalArgumentException
     *             for anything else
     */
    public GroupName {
        if (!value.matches("[a-z][a-z0-9-]{0,63}"))
            throw new IllegalArgumentException("not the name of a group: " + value);
    }

    /** The data group of the given number, from 0. */
    public static GroupName data(int number) {
        return new GroupName("data-" + number);
    }

    @Override
    public int compareTo(GroupName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
