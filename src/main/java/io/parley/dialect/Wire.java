package io.parley.dialect;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What every dialect is made with.
 *
 * @param json the one mapper, set up in reference.conf
 * @param maxFrame the most bytes of one frame's payload that may come in
 */
public record Wire(ObjectMapper json, int maxFrame) {

  /**
   * The name under which pekko.conf sets up the mapper, below {@code pekko.serialization.jackson}.
   */
  public static final String MAPPER = "parley-wire";
}
