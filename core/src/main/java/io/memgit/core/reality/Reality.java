package io.memgit.core.reality;

import io.memgit.core.ref.RefName;
import io.memgit.core.repo.HiddenRef;
import io.memgit.core.repo.Root;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One of several branches that started at the same commit.
 *
 * @param name
 *            unique in its repository
 * @param set
 *            those that were made with it
 * @param baseBranch
 *            the short name of the branch it started from
 * @param base
 *            the commit it started at
 * @param head
 *            where its branch points
 * @param metrics
 *            what was measured of it, by name
 * @param made
 *            the number of the write that made it, so that another one of the same name is told
 *            apart
 * @param end
 *            when it goes if nobody writes to it
 */
public record Reality(String name, String set, String baseBranch, ObjectId base, ObjectId head,
        Map<String, Double> metrics, long made, Instant created, Optional<Instant> end) {

    /** What the names of their branches begin with. */
    public static final String PREFIX = "parallel/";

    static final String SET = "set";
    static final String BASE_BRANCH = "base_branch";
    static final String STARTED_AT = "started_at";
    static final String MADE = "made";
    static final String METRIC = "m.";

    /** Copies the metrics, in the order of their names. */
    public Reality {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /** By which it can be named, and no later one of the same name. */
    public String id() {
        return made + ":" + name;
    }

    /** Its branch. */
    public RefName branch() {
        return branch(name).orElseThrow();
    }

    /** The branch of a reality of this name; empty when none can be called so. */
    public static Optional<RefName> branch(String name) {
        return name.isEmpty() ? Optional.empty() : RefName.branch(PREFIX + name);
    }

    static Optional<Reality> of(HiddenRef ref, Root root) {
        String name = ref.name().id();
        RefName branch = branch(name).orElseThrow();
        ObjectId head = root.refs().idOf(branch);
        if (head.equals(ObjectId.zeroId()))
            return Optional.empty();
        Map<String, Double> metrics = new TreeMap<>();
        ref.facts().forEach((fact, text) -> {
            if (fact.startsWith(METRIC))
                metrics.put(fact.substring(METRIC.length()), Double.valueOf(text));
        });
        return Optional.of(new Reality(name, ref.fact(SET).orElse(""), ref.fact(BASE_BRANCH).orElse(""),
                ref.fact(STARTED_AT).map(ObjectId::fromString).orElse(head), head, metrics,
                ref.fact(MADE).map(Long::parseLong).orElse(0L), ref.created(), root.lifetimes().end(branch)));
    }
}
