package io.memgit.server.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.server.web.Answer;
import io.memgit.server.web.RequestPath;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private final Routes routes = new Routes();

    private void route(String method, String path, String id) {
        RouteBuilder builder = switch (method) {
            case "GET" -> routes.get(path, id);
            case "POST" -> routes.post(path, id);
            default -> routes.delete(path, id);
        };
        builder.tag("Test").summary("A test.").needs(Access.OPEN).answers(204, void.class).to(c -> Answer.noContent());
    }

    private Optional<RouteMatch> match(String raw) {
        return routes.match(RequestPath.parse(raw));
    }

    private String found(String method, String raw) {
        RouteMatch match = match(raw).orElseThrow();
        return match.forMethod(method).orElseThrow().route().id() + " " + match.values();
    }

    @BeforeEach
    void fill() {
        route("GET", "/repos", "list");
        route("POST", "/repos", "create");
        route("GET", "/repos/{repo}", "get");
        route("GET", "/repos/{repo}/tree", "root");
        route("GET", "/repos/{repo}/tree/{path...}", "tree");
        route("GET", "/repos/{repo}/diff/{from}/{to}", "diff");
        route("GET", "/repos/{repo}/diff/file/{path...}", "fileDiff");
        route("GET", "/repos/{repo}/diff/working", "working");
        route("GET", "/repos/{repo}/branches/{name...}", "branch");
        route("DELETE", "/repos/{repo}/branches/{name...}", "deleteBranch");
        route("POST", "/repos/{repo}/branches:batch", "batch");
    }

    @Test
    void aNameIsOneSegmentWhateverItHolds() {
        assertThat(found("GET", "/repos/team%2Fapp")).isEqualTo("get [team/app]");
        assertThat(match("/repos/team/app")).isEmpty();
    }

    @Test
    void theRestTakesRawAndEncodedSlashesAlike() {
        assertThat(found("GET", "/repos/r/tree/a/b")).isEqualTo("tree [r, a/b]");
        assertThat(found("GET", "/repos/r/tree/a%2Fb")).isEqualTo("tree [r, a/b]");
        assertThat(found("GET", "/repos/r/tree/")).isEqualTo("tree [r, ]");
        assertThat(found("GET", "/repos/r/tree//")).isEqualTo("tree [r, /]");
        assertThat(found("GET", "/repos/r/tree")).isEqualTo("root [r]");
    }

    @Test
    void literalWordsWinOverNames() {
        assertThat(found("GET", "/repos/r/diff/file/x/y")).isEqualTo("fileDiff [r, x/y]");
        assertThat(found("GET", "/repos/r/diff/working")).isEqualTo("working [r]");
        assertThat(found("GET", "/repos/r/diff/a%2Fb/c")).isEqualTo("diff [r, a/b, c]");
        assertThat(found("POST", "/repos/r/branches%3Abatch")).isEqualTo("batch [r]");
    }

    @Test
    void encodedTricksLeadNowhereElse() {
        assertThat(match("/repos/..%2Frepos")).map(m -> m.values().getFirst()).hasValue("../repos");
        assertThat(match("/repos/r/../../repos")).isEmpty();
        assertThat(match("//repos")).isEmpty();
        assertThat(match("/repos//tree")).isEmpty();
        assertThat(match("/repos;x")).isEmpty();
        assertThat(match("/repos%2Fr")).isEmpty();
        assertThat(match("/repos/")).isEmpty();
    }

    @Test
    void headIsHandledAsGetAndAllowNamesWhatIsPossible() {
        RouteMatch match = match("/repos/r/branches/main").orElseThrow();
        assertThat(match.forMethod("HEAD").orElseThrow().route().id()).isEqualTo("branch");
        assertThat(match.forMethod("PUT")).isEmpty();
        assertThat(match.allow()).isEqualTo("DELETE, GET, HEAD, OPTIONS");
    }

    @Test
    void whatIsThereTwiceOrIncompleteIsRefusedAtStart() {
        assertThatThrownBy(() -> route("GET", "/other", "list")).hasMessageContaining("list");
        assertThatThrownBy(() -> route("GET", "/repos/{other}", "again")).hasMessageContaining("/repos/{other}");
        assertThatThrownBy(() -> routes.get("/x", "x").to(c -> Answer.noContent())).hasMessageContaining("access");
    }
}
