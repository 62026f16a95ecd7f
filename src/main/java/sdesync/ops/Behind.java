package sdesync.ops;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What stands behind the edge.
 *
 * @param page gives the routes of the page
 * @param metrics all of them, in the text form of Prometheus
 * @param attempts is told what was done and what was denied; must not throw
 */
public record Behind(
    Operations operations,
    Health health,
    Function<Login, List<Route>> page,
    Supplier<String> metrics,
    Consumer<Attempt> attempts) {}
