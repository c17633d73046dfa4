package io.parley.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.protocol.ServerMessage;
import java.time.InstantSource;
import java.util.List;

/**
 * What every dialect is made with.
 *
 * @param json the one mapper, set up in pekko.conf
 * @param maxFrameBytes the most bytes of one frame's payload, or of one bare object, that may come
 *     in
 * @param maxTextLength the most characters of one text that comes in without a frame
 * @param settings the waits of the dialects without frames
 * @param replayHistory whether a peer that cannot show messages as past gets them as if they were
 *     said now
 * @param clock for packets that carry a time
 * @param decodeCacheSize how many packets that came are remembered as read, where many connections
 *     get the same; 0 for none
 */
public record WireContext(
    ObjectMapper json,
    int maxFrameBytes,
    int maxTextLength,
    WireSettings settings,
    boolean replayHistory,
    InstantSource clock,
    int decodeCacheSize) {
  /**
   * The name under which pekko.conf sets up the mapper, below {@code pekko.serialization.jackson}.
   */
  public static final String MAPPER_NAME = "parley-wire";

  /**
   * What a dialect says of the past that has no way to mark it as past: its original clients take
   * it for talk of now.
   */
  public List<ServerMessage.RoomText> messagesToReplay(ServerMessage.Backlog recalled) {
    return replayHistory ? recalled.messages() : List.of();
  }
}
