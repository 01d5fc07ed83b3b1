/**
 * The secrets that are files below the data directory: the password of the first user and the
 * secret that tokens are signed with. {@link io.memgit.auth.secret.SecretFiles} reads them, and
 * makes them when they are not there.
 */
@NullMarked
package io.memgit.auth.secret;

import org.jspecify.annotations.NullMarked;
