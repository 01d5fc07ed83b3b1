package io.memgit.core.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one side added, deleted and renamed, and why that matters. */
final class SideChanges {

    /** Why it matters where a deleted file has gone. */
    enum Relevance {
        /** The other side changed it. */
        CONTENT,
        /** The other side added files beside it, so that it matters where its directory went. */
        LOCATION
    }

    /** Why it matters where a directory has gone that this side does not have any more. */
    enum DirectoryRelevance {
        /** It does not. */
        NONE,
        /** Something of a directory above it depends on that. */
        FOR_ANCESTOR,
        /** The other side added files to it. */
        FOR_SELF
    }

    /** Files without their counterpart at first, in the order of the trees. */
    List<Pair> pairs = new ArrayList<>();
    /** Deleted files whose new place matters. */
    final Map<String, Relevance> sources = new LinkedHashMap<>();
    final Map<String, DirectoryRelevance> directoriesGone = new LinkedHashMap<>();
    /** How many files of a directory went to which others. */
    final Map<String, Map<String, Integer>> moves = new LinkedHashMap<>();
    /** Where a directory went, as a whole. */
    final Map<String, String> directoryRenames = new LinkedHashMap<>();
}
