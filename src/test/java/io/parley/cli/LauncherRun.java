package io.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A launcher process and the output of the fake Java that it starts. */
final class LauncherRun {
  private static final Pattern ZERO = Pattern.compile("\0");

  private final Process process;
  private final BufferedReader errors;

  LauncherRun(Process process) {
    this.process = process;
    this.errors = process.errorReader(UTF_8);
  }

  long pid() {
    return process.pid();
  }

  /** The next line on standard error. */
  String nextErrorLine() throws IOException {
    return errors.readLine();
  }

  /** Kills the process and all that it has started. */
  void killAll() throws Exception {
    List<ProcessHandle> processes =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle killed : processes) {
      killed.onExit().get(120, TimeUnit.SECONDS);
    }
  }

  /** Waits for the end of the process. */
  Result result() throws Exception {
    List<String> errorLines = errors.lines().toList();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    List<String> words = output.isEmpty() ? List.of() : ZERO.splitAsStream(output).toList();
    return new Result(process.exitValue(), errorLines, words);
  }

  /**
   * The result of a process.
   *
   * @param errors the lines on standard error
   * @param words the output of Java: process id, locale, arguments
   */
  record Result(int status, List<String> errors, List<String> words) {

    long javaPid() {
      return Long.parseLong(words.get(0));
    }

    String locale() {
      return words.get(1);
    }

    /** The arguments of Java up to and including the jar. */
    List<String> options() {
      return words.subList(2, words.indexOf("-jar") + 2);
    }

    /** The arguments of the program. */
    List<String> arguments() {
      return words.subList(words.indexOf("-jar") + 2, words.size());
    }
  }
}
