package io.memgit.core.archive;

import io.memgit.core.pattern.AttributePattern;
import java.util.List;

/**
 * A line of {@code .gitattributes}.
 *
 * @param pattern
 *            which paths it speaks of
 * @param settings
 *            what it says of them, in the order of the line
 */
record AttributeLine(AttributePattern pattern, List<Setting> settings) {

    /**
     * What is said of one attribute.
     *
     * @param isSet
     *            whether it is set; not when it is unset, unspecified or has a value
     */
    record Setting(String name, boolean isSet) {

        /** {@code name}, {@code -name}, {@code !name} or {@code name=value}. */
        static Setting of(String word) {
            if (word.startsWith("-") || word.startsWith("!"))
                return new Setting(word.substring(1), false);
            int value = word.indexOf('=');
            return value < 0 ? new Setting(word, true) : new Setting(word.substring(0, value), false);
        }
    }
}
