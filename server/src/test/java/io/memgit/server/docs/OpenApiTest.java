package io.memgit.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.server.json.Json;
import io.memgit.server.problem.Code;
import io.memgit.server.route.Access;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {

    enum Mode {
        SLOW, FAST
    }

    record Part(String name, @Nullable Part inner) {}

    record Body(String title, Optional<Mode> mode, boolean loud, @Nullable List<Part> parts) {}

    record Shown(ObjectId hash, Instant time, @Nullable String next, Optional<Long> size, List<Part> parts,
            Map<String, List<Integer>> numbers, boolean isDone) {}

    private static final JsonMapper MAPPER = new JsonMapper();

    private static JsonNode document() {
        Routes routes = new Routes();
        routes.post("/api/v1/repos/{repo}/things/{path...}", "makeThing")
                .tag("Things")
                .summary("Makes one.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN, QueryParam.texts("label", "Any number of labels."))
                .body(Body.class)
                .conditional()
                .answers(201, Shown.class)
                .problems(Code.HEAD_MOVED, Code.CONFLICT)
                .to(call -> Answer.noContent());
        routes.get("/plain", "plain")
                .tag("Other")
                .summary("Open.")
                .needs(Access.OPEN)
                .paged()
                .answers(200, Part[].class)
                .answers(200, byte[].class, "application/octet-stream")
                .to(call -> Answer.noContent());
        return MAPPER.readTree(new Json(64).write(OpenApi.describe(routes, "1.2.3")));
    }

    @Test
    void aRouteBecomesAnOperationWithAllThatItDeclares() {
        JsonNode operation = document().at("/paths/~1api~1v1~1repos~1{repo}~1things~1{path}/post");
        assertThat(operation.at("/operationId").asString()).isEqualTo("makeThing");
        List<String> parameters = new ArrayList<>();
        operation.get("parameters").forEach(p -> parameters.add(p.has("$ref")
                ? p.get("$ref").asString()
                : p.get("in").asString() + " " + p.get("name").asString()));
        assertThat(parameters).containsExactly("path repo", "path path", "query dry_run", "query label",
                "#/components/parameters/IdempotencyKey", "#/components/parameters/IfMatch");
        assertThat(operation.at("/requestBody/content/application~1json/schema/$ref").asString())
                .isEqualTo("#/components/schemas/Body");
        assertThat(operation.get("responses").propertyNames()).contains("201", "400", "401", "403", "404", "409", "413",
                "415", "422", "default");
        assertThat(operation.at("/responses/409/description").asString()).contains("CONFLICT", "HEAD_MOVED");
        assertThat(operation.has("security")).isFalse();
    }

    @Test
    void anOpenRouteAsksForNothing() {
        JsonNode operation = document().at("/paths/~1plain/get");
        assertThat(operation.get("security")).isEmpty();
        assertThat(operation.get("responses").propertyNames()).contains("200", "304", "400").doesNotContain("401");
    }

    @Test
    void whatARecordMarksAsOptionalIsOptionalInItsSchema() {
        JsonNode schemas = document().at("/components/schemas");
        assertThat(schemas.at("/Body/required")).isEqualTo(MAPPER.readTree("[\"title\"]"));
        assertThat(schemas.at("/Shown/required"))
                .isEqualTo(MAPPER.readTree("[\"hash\",\"time\",\"next\",\"parts\",\"numbers\",\"is_done\"]"));
        assertThat(schemas.at("/Shown/properties/next/anyOf")).hasSize(2);
        assertThat(schemas.at("/Shown/properties/numbers/additionalProperties/items/type").asString())
                .isEqualTo("integer");
        assertThat(schemas.at("/Body/properties/mode/anyOf/0/enum")).isEqualTo(MAPPER.readTree("[\"SLOW\",\"FAST\"]"));
        assertThat(schemas.at("/Body/additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryNameIsUnique() {
        JsonNode document = document();
        List<String> references = document.findValuesAsString("$ref");
        assertThat(references).isNotEmpty();
        references.forEach(r -> assertThat(document.at(r.substring(1)).isMissingNode()).as(r).isFalse());
        List<String> ids = document.findValuesAsString("operationId");
        Set<String> unique = new HashSet<>(ids);
        assertThat(ids).hasSize(unique.size());
    }

    @Test
    void aLiveAnswerIsHeldAgainstItsSchema() {
        SchemaCheck check = new SchemaCheck(document());
        JsonNode schema = MAPPER.readTree("{\"$ref\":\"#/components/schemas/Shown\"}");
        Shown shown = new Shown(ObjectId.zeroId(), Instant.EPOCH, null, Optional.of(3L),
                List.of(new Part("a", new Part("b", null))),
                Map.of("x", List.of(1)), true);
        String good = new String(new Json(64).write(shown), StandardCharsets.UTF_8);
        assertThat(check.mistakes(MAPPER.readTree(good), schema)).isEmpty();
        for (String bad : new String[]{good.replace("\"next\":null,", ""),
                good.replace("\"is_done\":true", "\"is_done\":1"),
                good.replace("{\"hash\"", "{\"extra\":1,\"hash\""), good.replace("000000", "00000"),
                good.replace(".000Z", "Z"),
                good.replace("\"name\":\"b\"", "\"name\":null"), good.replace("[1]", "[\"1\"]")})
            assertThat(check.mistakes(MAPPER.readTree(bad), schema)).as(bad).isNotEmpty();
    }
}
