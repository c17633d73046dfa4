package io.parley.config;

import java.util.List;

/**
 * The configuration has mistakes: all of them, one line each, with file and line where there is
 * one.
 */
public final class InvalidSettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  public InvalidSettingsException(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.errors = List.copyOf(mistakes);
  }

  public List<String> errors() {
    return errors;
  }
}
