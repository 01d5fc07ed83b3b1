package io.memgit.server.combining;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Divergence;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.commit.Identity;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.sequencer.Operation;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.reading.ReadProblems;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** {@code POST /repos/{repo}/cherry-pick} and {@code /revert}. */
public final class PickController implements Resource {

    private static final String RANGE = "..";

    private final Verb verb;
    private final Browse browse;

    public PickController(Verb verb, Browse browse) {
        this.verb = verb;
        this.browse = browse;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.post(MergeController.REPO + "/cherry-pick", "cherryPick"))
                .summary("Makes commits anew on a branch, all of them or none.")
                .body(PickBody.class)
                .answers(201, PickAnswer.class)
                .to(this::pick);
        declare(routes.post(MergeController.REPO + "/revert", "revert"))
                .summary("Undoes a commit of a branch by a new one.")
                .body(RevertBody.class)
                .answers(201, RevertAnswer.class)
                .to(this::revert);
    }

    private static RouteBuilder declare(RouteBuilder route) {
        return route.tag(MergeController.TAG)
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .conditional()
                .problems(Code.CONFLICT, Code.HEAD_MOVED, Code.EMPTY_COMMIT, Code.BRANCH_NOT_FOUND,
                        Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND, Code.INVALID_REF, Code.LIMIT_EXCEEDED);
    }

    private Answer pick(Call call) throws IOException {
        PickBody body = call.body().json(PickBody.class);
        if ((body.commit() == null) == (body.commits() == null))
            throw Field.refused("commit", "or commits is needed, not both");
        List<String> named = body.commits() == null ? List.of(body.commit()) : body.commits();
        if (named.isEmpty())
            throw Field.refused("commits", "has at least one commit");
        return Verb.answer(call, verb.run(call, body.expectedHead(), false, repository -> {
            List<ObjectId> commits = new ArrayList<>(named.size());
            for (String revision : named)
                add(repository, revision, commits);
            if (commits.isEmpty())
                throw Problem.of(Code.EMPTY_COMMIT, "there is no commit in the range").asException();
            return new Operation.CherryPick(Verb.branch(repository, "branch", body.branch()), commits,
                    Verb.mainline(body.mainline()), verb.committer(body.committer(), verb.caller(call)));
        }));
    }

    private void add(MemoryRepository repository, String revision, List<ObjectId> to) throws IOException {
        int dots = revision.indexOf(RANGE);
        if (dots < 0) {
            to.add(verb.commit(repository, revision));
            return;
        }
        ObjectId after = verb.commit(repository, revision.substring(0, dots));
        ObjectId last = verb.commit(repository, revision.substring(dots + RANGE.length()));
        switch (browse.divergence(repository, after, last)) {
            case Divergence.Found found -> to.addAll(found.onlyOther().reversed());
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        }
    }

    private Answer revert(Call call) throws IOException {
        RevertBody body = call.body().json(RevertBody.class);
        return Verb.answer(call, verb.run(call, body.expectedHead(), false, repository -> {
            Identity author = verb.author(call, body.author());
            return new Operation.Revert(Verb.branch(repository, "branch", body.branch()),
                    verb.commit(repository, body.commit()), Verb.mainline(body.mainline()),
                    verb.message(body.message()), author, verb.committer(body.committer(), author));
        }));
    }
}
