package io.memgit.server.combining;

import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.commit.Identity;
import io.memgit.core.merge.Favor;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.sequencer.MergeStrategy;
import io.memgit.core.sequencer.Operation;
import io.memgit.server.problem.Code;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** {@code POST /repos/{repo}/merge} and its preview. */
public final class MergeController implements Resource {

    static final String TAG = "Combining histories";
    static final String REPO = "/api/v1/repos/{repo}";

    private final Verb verb;

    public MergeController(Verb verb) {
        this.verb = verb;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.post(REPO + "/merge", "merge"))
                .summary("Merges a revision into a branch: forward where that is enough, else as git merge does.")
                .to(call -> merge(call, false));
        declare(routes.post(REPO + "/merge/preview", "previewMerge"))
                .summary("Says what a merge would do; always a dry run.")
                .to(call -> merge(call, true));
    }

    private static RouteBuilder declare(RouteBuilder route) {
        return route.tag(TAG)
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .conditional()
                .body(MergeBody.class)
                .answers(200, MergeAnswer.class)
                .problems(Code.CONFLICT, Code.HEAD_MOVED, Code.EMPTY_COMMIT, Code.BRANCH_NOT_FOUND,
                        Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND, Code.INVALID_REF, Code.LIMIT_EXCEEDED);
    }

    private Answer merge(Call call, boolean preview) throws IOException {
        MergeBody body = call.body().json(MergeBody.class);
        String source = either("source", body.source(), "from", body.from());
        if (source == null)
            throw Field.refused("source", "is needed");
        return Verb.answer(call,
                verb.run(call, body.expectedHead(), preview, repository -> operation(call, repository, body, source)));
    }

    private Operation operation(Call call, MemoryRepository repository, MergeBody body, String source)
            throws IOException {
        RefName target = Verb.branch(repository, body.target() == null ? "to" : "target",
                either("target", body.target(), "to", body.to()));
        Resolved found = verb.revisions().resolve(repository, source);
        ObjectId commit = found.commit().orElseThrow(() -> RevisionLookup.problem(source, found).asException());
        Identity author = verb.author(call, body.author());
        return new Operation.Merge(target, commit, SourceName.of(source, found), source,
                body.strategy() == null ? MergeStrategy.MERGE : body.strategy().strategy(),
                body.favor() == null ? Favor.NONE : body.favor().favor(), verb.message(body.message()), author,
                verb.committer(body.committer(), author));
    }

    private static @Nullable String either(String name, @Nullable String value, String alias,
            @Nullable String aliased) {
        if (value != null && aliased != null && !value.equals(aliased))
            throw Field.refused(alias, "is the same as " + name + "; both are given and differ");
        return value == null ? aliased : value;
    }
}
