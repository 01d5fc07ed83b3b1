package io.memgit.core.oracle;

import java.util.List;
import java.util.Map;

/**
 * A commit of a drawn history.
 *
 * @param parents
 *            earlier commits of the history, by their places in it
 * @param files
 *            by path, whose bytes are characters up to U+00FF
 * @param seconds
 *            when it was made
 * @param message
 *            what it says
 */
public record OracleCommit(List<Integer> parents, Map<String, OracleFile> files, long seconds, String message) {

    public OracleCommit {
        parents = List.copyOf(parents);
        files = Map.copyOf(files);
    }
}
