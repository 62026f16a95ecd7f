package sdesync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sdesync.ops.Json;

/** One call of the program: the program around it, where it prints, and its global options. */
final class Session {
  private final Program program;
  private final Console console;
  private final Access access;
  private @Nullable Path config;

  Session(Program program, Console console) {
    this.program = program;
    this.console = console;
    this.access = new Access(program, console::pause);
  }

  Program program() {
    return program;
  }

  Console console() {
    return console;
  }

  @Nullable Path config() {
    return config;
  }

  void config(@Nullable Path file) {
    this.config = file;
  }

  /** The worker, wherever it is. */
  Access.Reached reach(Program.Part part) {
    return access.decide(config).open(part);
  }

  /** Where the worker is, before anything is opened. */
  Access.Decision decide() {
    return access.decide(config);
  }

  void say(String line) {
    console.out().println(line);
  }

  /** For people, also while stdout is JSON. */
  void tell(String line) {
    console.err().println(line);
  }

  /** The API's JSON, alone on stdout. */
  void json(Object answer) {
    try {
      console
          .out()
          .println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that is no JSON", e);
    }
  }
}
