package io.memgit.server.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The settings of a YAML file as plain text by key, {@code ${VARIABLE:-default}} put in after the
 * YAML is read, so that
 * a variable can change a value and nothing else.
 */
final class SettingsText {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");
    private static final long MAX_FILE_BYTES = 1 << 20;

    private final String file;
    private final Map<String, String> environment;
    private final List<Mistake> mistakes;
    private final Map<String, Given> given = new LinkedHashMap<>();

    /** A text and where it stands. */
    record Given(String text, String place) {}

    private SettingsText(String file, Map<String, String> environment, List<Mistake> mistakes) {
        this.file = file;
        this.environment = environment;
        this.mistakes = mistakes;
    }

    /** Reads a file; what is wrong with it as YAML is added to {@code mistakes}. */
    static Map<String, Given> read(Path path, Map<String, String> environment, List<Mistake> mistakes) {
        SettingsText text = new SettingsText(path.toString(), environment, mistakes);
        try {
            if (Files.size(path) > MAX_FILE_BYTES)
                mistakes.add(new Mistake(path.toString(), "is larger than a file of settings can be"));
            else
                text.parse(Files.readString(path));
        } catch (IOException e) {
            mistakes.add(new Mistake(path.toString(), "cannot be read (" + e.getClass().getSimpleName() + ")"));
        }
        return text.given;
    }

    private void parse(String yaml) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            options.setNestingDepthLimit(10);
            @Nullable
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (root instanceof MappingNode mapping)
                section("", mapping);
            else if (root != null)
                mistakes.add(new Mistake(file, "must hold sections such as server: and auth:"));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            mistakes.add(new Mistake(file + " line " + line, "is no YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            mistakes.add(new Mistake(file, "is no YAML that settings can be read from"));
        }
    }

    private void section(String prefix, MappingNode mapping) {
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode name)) {
                mistakes.add(new Mistake(place(entry.getKeyNode()), "a key must be a word"));
                continue;
            }
            String key = prefix + name.getValue();
            switch (entry.getValueNode()) {
                case MappingNode inner -> section(key + ".", inner);
                case ScalarNode value -> value(key, value);
                default -> mistakes.add(new Mistake(place(name), key + " must be a single value, not a list"));
            }
        }
    }

    private void value(String key, ScalarNode value) {
        String place = place(value);
        String text = expand(key, value.getValue(), place);
        boolean empty = text.isEmpty() && value.isPlain();
        if (empty && !AllSettings.BY_KEY.containsKey(key)
                && AllSettings.BY_KEY.keySet().stream().anyMatch(k -> k.startsWith(key + ".")))
            return;
        if (given.putIfAbsent(key, new Given(text, place)) != null)
            mistakes.add(new Mistake(place, key + " is given twice"));
    }

    private String expand(String key, String text, String place) {
        Matcher variables = VARIABLE.matcher(text);
        return variables.replaceAll(match -> {
            String value = environment.get(match.group(1));
            if (value == null)
                value = match.group(2);
            if (value == null) {
                mistakes.add(new Mistake(place, key + " uses ${" + match.group(1)
                        + "}, which is not set; set it, or give a default as ${" + match.group(1) + ":-…}"));
                value = "";
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private String place(Node node) {
        return file + " line " + (node.getStartMark().getLine() + 1);
    }
}
