package io.parley.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.wire.flow.InputMemory;
import java.time.InstantSource;

/**
 * The settings and services that every dialect is created with.
 *
 * @param json the JSON mapper, configured in pekko.conf
 * @param maxFrameBytes the maximum size, in bytes, of the payload of a frame or of an object
 *     without a frame that is read
 * @param maxTextLength the maximum length, in code points, of a text without a frame that is read
 * @param settings times of dialects without frames
 * @param replayHistory whether clients that cannot show messages as old get the backlog as ordinary
 *     chat
 * @param clock for packets with a time
 * @param decodeCacheSize the number of decoded packets to cache, for many connections that receive
 *     the same packets; 0 for no cache
 * @param inputMemory counts incomplete packets
 */
public record WireContext(
    ObjectMapper json,
    int maxFrameBytes,
    int maxTextLength,
    WireSettings settings,
    boolean replayHistory,
    InstantSource clock,
    int decodeCacheSize,
    InputMemory inputMemory) {
  /** The name of the mapper in pekko.conf, below {@code pekko.serialization.jackson}. */
  public static final String MAPPER_NAME = "parley-wire";
}
