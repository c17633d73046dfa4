package io.parley.config;

import java.util.List;

/** The configuration is invalid. Has all errors, one line each, with file and line if known. */
public final class InvalidSettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  public InvalidSettingsException(List<String> errors) {
    super(String.join("\n", errors));
    this.errors = List.copyOf(errors);
  }

  public List<String> errors() {
    return errors;
  }
}
