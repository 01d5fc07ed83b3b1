package io.memgit.server.revisions;

import io.memgit.core.ref.RefName;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.util.Optional;

/**
 * Reads the short names of branches and tags in bodies. A name that begins with {@code refs/} is
 * meant as a full one
 * by whoever sends it, and would silently become {@code refs/heads/refs/...}: it is refused, though
 * Git can have it.
 */
public final class ShortNames {

    private ShortNames() {}

    /**
     * The branch of this short name.
     *
     * @throws ProblemException
     *             400 {@code INVALID_REF} with the field's name
     */
    public static RefName branch(String field, String name) {
        return check(field, name, "branch", RefName.branch(name));
    }

    /**
     * The tag of this short name.
     *
     * @throws ProblemException
     *             400 {@code INVALID_REF} with the field's name
     */
    public static RefName tag(String field, String name) {
        return check(field, name, "tag", RefName.tag(name));
    }

    private static RefName check(String field, String name, String kind, Optional<RefName> parsed) {
        if (name.startsWith("refs/"))
            throw refused(field, name, "is the short name of a " + kind + ", which does not begin with refs/");
        if (name.equals("@"))
            throw refused(field, name, "is another name of HEAD, and not of a " + kind);
        return parsed.orElseThrow(() -> refused(field, name, "is no name of a " + kind));
    }

    private static ProblemException refused(String field, String name, String rule) {
        return Problem.of(Code.INVALID_REF, "field " + field + " " + rule)
                .with("field", field)
                .with("name", name)
                .asException();
    }
}
