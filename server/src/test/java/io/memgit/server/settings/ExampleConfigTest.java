package io.memgit.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleConfigTest {

    private static final Path EXAMPLE = Path.of(System.getProperty("basedir", "."), "..", "config.example.yaml");

    private static Map<String, SettingsText.Given> given() {
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, SettingsText.Given> given = SettingsText.read(EXAMPLE, Map.of(), mistakes);
        assertThat(mistakes).isEmpty();
        return given;
    }

    @Test
    void everySettingIsListedAndNothingElse() {
        assertThat(given().keySet()).containsExactlyElementsOf(AllSettings.BY_KEY.keySet());
    }

    @Test
    void whatItSaysIsTheDefault() {
        SettingsLoader.Outcome fromExample = SettingsLoader.load(List.of("--config", EXAMPLE.toString()), Map.of(),
                "1");
        assertThat(fromExample).isEqualTo(SettingsLoader.load(List.of(), Map.of(), "1"))
                .isInstanceOf(SettingsLoader.Loaded.class);
    }

    @Test
    void everySettingIsExplainedAndNamesItsVariable() throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLE);
        AllSettings.BY_KEY.values().forEach(setting -> {
            String name = setting.key().substring(setting.key().lastIndexOf('.') + 1);
            assertThat(lines).as(setting.key())
                    .anyMatch(l -> l.strip().startsWith("# " + setting.variable()));
            int at = indexOf(lines, "# " + setting.variable());
            assertThat(lines.get(at + 1).strip()).as(setting.key()).startsWith(name + ":");
            assertThat(lines.get(at - 1).strip()).as("explanation of " + setting.key()).startsWith("# ");
        });
    }

    @Test
    void everySettingCanBeSetByItsVariable() {
        AllSettings.BY_KEY.values().forEach(setting -> {
            SettingsLoader.Outcome outcome = SettingsLoader.load(List.of(), Map.of(setting.variable(), "\u0001 no"),
                    "1");
            assertThat(outcome).as(setting.key())
                    .isInstanceOfSatisfying(SettingsLoader.Refused.class,
                            r -> assertThat(r.mistakes().getFirst().toString()).contains(setting.variable(),
                                    setting.key()));
        });
    }

    private static int indexOf(List<String> lines, String start) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.equals(start) || line.startsWith(start + ","))
                return i;
        }
        throw new AssertionError("no line " + start);
    }
}
