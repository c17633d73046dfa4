package io.parley.bench;

/** Not all clients could register. The message is shown to the user. */
public final class BenchmarkException extends Exception {
  private static final long serialVersionUID = 1L;

  BenchmarkException(String message) {
    super(message);
  }

  BenchmarkException(String message, Throwable cause) {
    super(message, cause);
  }
}
