/**
 * The table of everything that can be called.
 *
 * <p>
 * A controller is a {@link io.memgit.server.route.Resource}: a bean that adds its routes to the
 * table at start, each
 * with what it needs, takes and answers. The same declaration routes the call, checks the caller,
 * refuses query
 * parameters that are not understood, answers 405 with {@code Allow}, and writes the API document.
 *
 * <pre>{@code
 * final class BranchController implements Resource {
 *     public void addTo(Routes routes) {
 *         routes.get("/api/v1/repos/{repo}/branches/{name...}", "getBranch")
 *                 .tag("Branches").summary("One branch.")
 *                 .needs(Access.REPO_READ)
 *                 .query(QueryParam.REF)
 *                 .answers(200, Branch.class)
 *                 .problems(Code.BRANCH_NOT_FOUND)
 *                 .to(this::get);
 *     }
 * }
 * }</pre>
 *
 * <p>
 * {@code {x}} is one segment, decoded; {@code {x...}}, only at the end, is one or more (the last
 * may be empty) with
 * their slashes. A literal word wins over {@code {x}}, and {@code {x}} over {@code {x...}}. HEAD
 * comes with GET, OPTIONS
 * with every path. Routes that write (POST, PUT, PATCH, DELETE below a repository) understand
 * {@code dry_run} when they
 * declare it with {@code query(QueryParam.DRY_RUN)}.
 */
@NullMarked
package io.memgit.server.route;

import org.jspecify.annotations.NullMarked;
