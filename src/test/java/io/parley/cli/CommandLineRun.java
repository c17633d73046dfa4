package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.UserPrompt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** The exit status and the output of a command line that was run in this process. */
public record CommandLineRun(int status, List<String> out, List<String> err) {

  /** Runs a command line for a user without files and without a terminal. */
  public static CommandLineRun run(String... arguments) {
    return runIn(emptyEnvironment(Optional::empty), arguments);
  }

  /** The environment of a user without files. */
  static Environment emptyEnvironment(Supplier<Optional<UserPrompt>> prompt) {
    return new Environment(Map.of(), "/dev/null", "maria", prompt);
  }

  static CommandLineRun runIn(Environment environment, String... arguments) {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel(); // commands change it, and other tests use it
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try {
      int status =
          ParleyCommand.commandLine(environment)
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(arguments);
      return new CommandLineRun(
          status, out.toString().lines().toList(), err.toString().lines().toList());
    } finally {
      root.setLevel(level);
      Logging.suppressBindFailures(false);
    }
  }

  /** Asserts status 1, exactly these lines on standard error, and no output. */
  public void assertFailed(String... lines) {
    assertEquals(List.of(lines).stream().map(line -> "parley: " + line).toList(), err);
    assertEquals(List.of(), out);
    assertEquals(ExitStatus.FAILED, status);
  }

  /** Asserts status 2, the error and the usage line (which may be wrapped), and no output. */
  public void assertInvalidUsage(String error) {
    assertEquals("parley: " + error, err.get(0));
    assertTrue(err.get(1).startsWith("Usage: parley "), err.get(1));
    assertTrue(err.stream().skip(2).allMatch(line -> line.startsWith("      ")), err.toString());
    assertEquals(List.of(), out);
    assertEquals(ExitStatus.USAGE, status);
  }
}
