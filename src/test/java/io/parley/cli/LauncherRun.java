package io.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A launcher that was started, and what the Java that it became tells. */
final class LauncherRun {
  private static final Pattern ZERO = Pattern.compile("\0");

  private final Process process;
  private final BufferedReader complaints;

  LauncherRun(Process process) {
    this.process = process;
    this.complaints = process.errorReader(UTF_8);
  }

  long pid() {
    return process.pid();
  }

  /** The next line on standard error. */
  String nextErrorLine() throws IOException {
    return complaints.readLine();
  }

  /** Waits for the end. */
  Result result() throws Exception {
    List<String> rest = complaints.lines().toList();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    List<String> words = output.isEmpty() ? List.of() : ZERO.splitAsStream(output).toList();
    return new Result(process.exitValue(), rest, words);
  }

  /**
   * How it ended.
   *
   * @param complaints the lines on standard error
   * @param words what Java tells: its process id, its locale, its arguments
   */
  record Result(int status, List<String> complaints, List<String> words) {

    long javaPid() {
      return Long.parseLong(words.get(0));
    }

    String locale() {
      return words.get(1);
    }

    /** What Java itself was given, up to the jar. */
    List<String> options() {
      return words.subList(2, words.indexOf("-jar") + 2);
    }

    /** What the program was given. */
    List<String> arguments() {
      return words.subList(words.indexOf("-jar") + 2, words.size());
    }
  }
}
