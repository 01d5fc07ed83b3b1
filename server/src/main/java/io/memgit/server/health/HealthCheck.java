package io.memgit.server.health;

import java.util.function.BooleanSupplier;

/**
 * One part of the server that can be well or not.
 *
 * @param name
 *            snake_case
 * @param isWell
 *            asked on every health request: quick, never throws
 */
public record HealthCheck(String name, BooleanSupplier isWell) {}
