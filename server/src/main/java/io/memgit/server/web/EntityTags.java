package io.memgit.server.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes entity tags and compares them with what a client has. */
public final class EntityTags {

    private static final int TAG_BYTES = 16;

    private EntityTags() {}

    /** The quoted tag of some bytes: the same for the same bytes, and for no others. */
    public static String of(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /**
     * Whether {@code If-None-Match} names the tag, or says {@code *}. Weak and strong tags count alike.
     *
     * @param header
     *            the header's value, a list
     * @param tag
     *            the quoted tag of what would be answered
     */
    public static boolean matches(String header, String tag) {
        if (header.strip().equals("*"))
            return true;
        String wanted = tag.startsWith("W/") ? tag.substring(2) : tag;
        int at = 0;
        while (true) {
            at = header.indexOf(wanted, at);
            if (at < 0)
                return false;
            int end = at + wanted.length();
            if (startsElement(header, at) && endsElement(header, end))
                return true;
            at = end;
        }
    }

    private static boolean startsElement(String header, int at) {
        int before = at >= 2 && header.startsWith("W/", at - 2) ? at - 2 : at;
        String head = header.substring(0, before).stripTrailing();
        return head.isEmpty() || head.endsWith(",");
    }

    private static boolean endsElement(String header, int end) {
        String tail = header.substring(end).stripLeading();
        return tail.isEmpty() || tail.startsWith(",");
    }
}
