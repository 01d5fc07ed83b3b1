/**
 * What a load balancer, an operator or a script asks first: is it alive, is it ready, which version
 * is it.
 */
@NullMarked
package io.memgit.server.health;

import org.jspecify.annotations.NullMarked;
