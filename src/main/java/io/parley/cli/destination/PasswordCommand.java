package io.parley.cli.destination;

import io.parley.client.transport.ConnectionErrorMessages;
import io.parley.protocol.Password;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A shell command of a profile that prints a password, for example {@code pass show chat}. Its
 * standard error is that of this process, so that it can say what is wrong or ask for a key; its
 * standard input is empty.
 *
 * @param command for {@code sh -c}
 */
public record PasswordCommand(String command) {
  private static final String NAME = "password-command";

  /** Above it no line is a password. */
  private static final int MAX_LINE_BYTES = 4096;

  /**
   * Runs the command.
   *
   * @param timeout how long it may take; then it is killed
   * @return the first line of its output
   * @throws IOException if it fails, does not end in time, or prints no password
   */
  public Password run(Duration timeout) throws IOException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread atExit = new Thread(() -> kill(started.join()), NAME + " at exit");
    Runtime.getRuntime().addShutdownHook(atExit); // before the start, as a signal may follow it
    try {
      Process process = start();
      boolean ignored = started.complete(process);
      return read(process, timeout);
    } catch (IOException e) {
      boolean ignored = started.completeExceptionally(e);
      throw e;
    } finally {
      removeHook(atExit);
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder("sh", "-c", command)
        .redirectInput(new File("/dev/null"))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Password read(Process process, Duration timeout) throws IOException {
    try {
      CompletableFuture<byte[]> line = new CompletableFuture<>();
      Thread reader = new Thread(() -> readFirstLine(process, line), NAME);
      reader.setDaemon(true);
      reader.start();
      byte[] bytes = await(line, process, timeout);
      try {
        return decode(bytes);
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
    } finally {
      kill(process);
    }
  }

  /** The shell first, or else it tells the user that its command was killed. */
  private static void kill(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private static void removeHook(Thread hook) {
    try {
      boolean ignored = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and runs the hook.
    }
  }

  private static byte[] await(CompletableFuture<byte[]> line, Process process, Duration timeout)
      throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      byte[] bytes = line.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).join();
      if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        throw late(timeout);
      }
      if (process.exitValue() != 0) {
        throw new IOException(NAME + " has failed with status " + process.exitValue());
      }
      return bytes;
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw late(timeout);
      }
      throw new IOException(NAME + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(NAME + " was interrupted", e);
    }
  }

  private static IOException late(Duration timeout) {
    return new IOException(
        NAME + " has not ended within " + ConnectionErrorMessages.format(timeout));
  }

  /** Reads to the end, or else the command might fail when it writes more. */
  private static void readFirstLine(Process process, CompletableFuture<byte[]> line) {
    try (InputStream output = process.getInputStream()) {
      ByteArrayOutputStream first = new ByteArrayOutputStream();
      boolean ended = false;
      for (int b = output.read(); b >= 0; b = output.read()) {
        ended |= b == '\n';
        if (!ended && first.size() <= MAX_LINE_BYTES) {
          first.write(b);
        }
      }
      line.complete(first.toByteArray());
    } catch (IOException e) {
      line.completeExceptionally(new UncheckedIOException(e));
    }
  }

  private static Password decode(byte[] bytes) throws IOException {
    int length =
        bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    if (length == 0) {
      throw new IOException(NAME + " has printed no password");
    }
    if (length > MAX_LINE_BYTES) {
      throw new IOException(NAME + " has printed a line that is too long for a password");
    }
    try {
      CharBuffer decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      char[] characters = new char[decoded.remaining()];
      decoded.get(characters);
      return Password.of(characters);
    } catch (CharacterCodingException e) {
      throw new IOException("the output of " + NAME + " is not UTF-8", e);
    }
  }
}
