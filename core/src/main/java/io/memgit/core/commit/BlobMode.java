package io.memgit.core.commit;

import java.util.Optional;

/** What a file in a tree is. */
public enum BlobMode {
    /** 100644 */
    REGULAR("100644"),
    /** 100755 */
    EXECUTABLE("100755"),
    /** 120000, the content is the target. */
    SYMLINK("120000");

    private final String octal;
    private final int decimal;

    BlobMode(String octal) {
        this.octal = octal;
        this.decimal = Integer.parseInt(octal);
    }

    /** The mode as Git spells it. */
    public String octal() {
        return octal;
    }

    /** The mode that Git spells as {@code octal}, or empty when it is none of a file's. */
    public static Optional<BlobMode> parse(String octal) {
        for (BlobMode mode : values()) {
            if (mode.octal.equals(octal))
                return Optional.of(mode);
        }
        return Optional.empty();
    }

    /** The octal digits read as a decimal number. */
    int decimal() {
        return decimal;
    }
}
