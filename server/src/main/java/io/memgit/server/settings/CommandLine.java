package io.memgit.server.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was said on the command line.
 *
 * @param config
 *            the file of settings
 * @param settings
 *            settings by key, as text
 * @param help
 *            whether only an explanation is wanted
 * @param version
 *            whether only the version is wanted
 */
record CommandLine(Optional<String> config, Map<String, SettingsText.Given> settings, boolean help, boolean version) {

    static final String USAGE = """
            usage: memgit serve [--config FILE] [--host HOST] [--port PORT] [--data DIR]

              --config FILE   settings in YAML; config.example.yaml shows all of them
              --host HOST     the address to listen on (server.host)
              --port PORT     the port to listen on (server.port)
              --data DIR      the folder for the server's files (storage.data_dir)
              --version       tell the version and end
              --help          tell this and end
            """;

    private static final Map<String, String> OPTIONS = Map.of("--host", AllSettings.HOST.key(), "--port",
            AllSettings.PORT.key(), "--data", AllSettings.DATA_DIR.key());

    /** Reads the arguments; what is not understood is added to {@code mistakes}. */
    static CommandLine parse(List<String> arguments, List<Mistake> mistakes) {
        Map<String, SettingsText.Given> settings = new LinkedHashMap<>();
        Optional<String> config = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (isFlag(argument))
                continue;
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!name.equals("--config") && !OPTIONS.containsKey(name)) {
                mistakes.add(new Mistake(name, "is no option of the server; --help lists them"));
                if (equals < 0 && i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("-"))
                    i++;
                continue;
            }
            if (equals < 0 && i + 1 == arguments.size()) {
                mistakes.add(new Mistake(name, "needs a value"));
                continue;
            }
            String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
            String key = OPTIONS.get(name);
            if (key == null)
                config = Optional.of(value);
            else
                settings.put(key, new SettingsText.Given(value, name));
        }
        return new CommandLine(config, settings, arguments.contains("--help"), arguments.contains("--version"));
    }

    private static boolean isFlag(String argument) {
        return argument.equals("--help") || argument.equals("--version");
    }
}
