package io.memgit.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key that somebody asks for, not checked yet.
 *
 * @param name
 *            what its owner calls it, 1 to 100 characters
 * @param permissions
 *            what it may do everywhere, as the API spells it
 * @param repoPermissions
 *            what it may do in the repositories that patterns name; with both empty, the key
 *            may do all that its user may; with these alone, nothing else
 * @param expires
 *            when it stops working, empty for never
 */
public record KeyRequest(String name, List<String> permissions, Map<String, List<String>> repoPermissions,
        Optional<Instant> expires) {}
