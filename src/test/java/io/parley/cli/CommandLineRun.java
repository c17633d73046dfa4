package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.UserPrompt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** A command line that was run, and what it printed. */
public record CommandLineRun(int status, List<String> out, List<String> err) {

  /** Of somebody who has no files of their own, and no terminal. */
  public static CommandLineRun run(String... arguments) {
    return runIn(emptyEnvironment(Optional::empty), arguments);
  }

  /** Where there is nothing but somebody who may be asked. */
  static Environment emptyEnvironment(Supplier<Optional<UserPrompt>> questions) {
    return new Environment(Map.of(), Path.of("/dev/null"), "maria", questions);
  }

  static CommandLineRun runIn(Environment surroundings, String... arguments) {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel(); // a command chooses it, and the other tests share the log
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try {
      int status =
          ParleyCommand.commandLine(surroundings)
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

  /** These lines on standard error, nothing else anywhere. */
  public void assertFailed(String... lines) {
    assertEquals(List.of(lines).stream().map(line -> "parley: " + line).toList(), err);
    assertEquals(List.of(), out);
    assertEquals(ParleyCommand.FAILED, status);
  }

  /** What was wrong and the usage line, which may be folded. */
  public void assertWrongUsage(String wrong) {
    assertEquals("parley: " + wrong, err.get(0));
    assertTrue(err.get(1).startsWith("Usage: parley "), err.get(1));
    assertTrue(err.stream().skip(2).allMatch(line -> line.startsWith("      ")), err.toString());
    assertEquals(List.of(), out);
    assertEquals(ParleyCommand.WRONG_USAGE, status);
  }
}
