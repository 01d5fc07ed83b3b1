/**
 * The API described by itself: {@code /openapi.json} is written from the table of routes and the
 * records that they take
 * and answer, so it holds every route and nothing else; {@code /docs} shows it in a browser, from
 * files of this server.
 *
 * <p>
 * What a controller declares is what is documented: path, query parameters with their lines, the
 * record of the body,
 * the records of the answers, the codes of its problems. The components of a record become
 * properties in snake_case;
 * required is what must be given (see {@code web}), nullable what is {@code @Nullable}.
 */
@NullMarked
package io.memgit.server.docs;

import org.jspecify.annotations.NullMarked;
