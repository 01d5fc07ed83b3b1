/**
 * What the operator decides: a YAML file, over it the environment ({@code MEMGIT_SERVER_PORT} for
 * {@code server.port}), over it the command line.
 *
 * <p>
 * {@link io.memgit.server.settings.SettingsLoader} reads them before anything else starts.
 * {@code AllSettings} lists
 * every setting with its form and default, so that what is not in the list is refused by name; all
 * mistakes are told
 * together, and the value of a secret never is. {@code config.example.yaml} shows every setting
 * with its default, and a
 * test holds the two together.
 */
@NullMarked
package io.memgit.server.settings;

import org.jspecify.annotations.NullMarked;
