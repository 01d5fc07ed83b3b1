package io.memgit.core.oracle;

import java.nio.charset.StandardCharsets;

/**
 * A file, link or submodule of a drawn history.
 *
 * @param mode
 *            {@code 100644}, {@code 100755}, {@code 120000} or {@code 160000}
 * @param content
 *            its bytes as characters up to U+00FF; a submodule's is the hash of a commit
 */
public record OracleFile(String mode, String content) {

    public static final String REGULAR = "100644";
    public static final String EXECUTABLE = "100755";
    public static final String LINK = "120000";
    public static final String SUBMODULE = "160000";

    public boolean isText() {
        return isFile() && content.indexOf('\0') < 0;
    }

    public boolean isFile() {
        return mode.startsWith("100");
    }

    public boolean isSubmodule() {
        return mode.equals(SUBMODULE);
    }

    public OracleFile withContent(String changed) {
        return new OracleFile(mode, changed);
    }

    public OracleFile withMode(String changed) {
        return new OracleFile(changed, content);
    }

    public byte[] bytes() {
        return content.getBytes(StandardCharsets.ISO_8859_1);
    }
}
