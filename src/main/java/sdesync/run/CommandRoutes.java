package sdesync.run;

import org.jspecify.annotations.Nullable;

/** The Camel routes that are commands. */
public interface CommandRoutes {

  /** Whether a file NAME.camel.yaml was loaded with a route that starts {@code direct:NAME}. */
  boolean has(CommandName name);

  /**
   * Runs the route to its end in the caller's thread.
   *
   * @return the body the route ended with
   * @throws RuntimeException what the route threw, Camel's own as its wrapper
   */
  @Nullable Object send(CommandName name, CommandInput input);
}
