package io.parley.wire.json;

import static io.parley.protocol.Problem.Code.UNKNOWN_TYPE;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.wire.flow.DecodeResult;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.pekko.util.ByteString;

/**
 * Reads the JSON packets that one side of a dialect receives, by the type of the packet.
 * Thread-safe.
 *
 * @param <M> the message in a packet
 */
public final class PacketTable<M> {

  /** Reads packets of one type. */
  public interface Reader<M> {
    M read(JsonPacket packet) throws RejectedException;
  }

  private static final int MAX_SHOWN_TYPE = 32;

  private final ObjectMapper json;
  private final Map<String, Reader<M>> readers;
  private final DecodeCache<DecodeResult<M>> cache;

  public PacketTable(ObjectMapper json, Map<String, Reader<M>> readers) {
    this(json, readers, 0);
  }

  /**
   * A table with a cache.
   *
   * @param cacheSize the number of decoded packets in the cache; 0 for no cache
   */
  public PacketTable(ObjectMapper json, Map<String, Reader<M>> readers, int cacheSize) {
    this.json = json;
    this.readers = Map.copyOf(readers);
    this.cache = new DecodeCache<>(cacheSize);
  }

  /** The message in a payload, or what is wrong with it. */
  public DecodeResult<M> read(ByteString payload) {
    return cache.getOrDecode(payload, uncached -> read(uncached, (type, packet) -> {}));
  }

  /**
   * Reads a payload, without the cache.
   *
   * @param observer gets the type and the packet before its fields are read, if the type is known;
   *     its fields may be invalid
   */
  public DecodeResult<M> read(ByteString payload, BiConsumer<String, JsonPacket> observer) {
    try {
      JsonPacket packet = JsonPacket.parse(json, payload);
      String type = packet.string("type");
      Reader<M> reader = readers.get(type);
      if (reader == null) {
        throw new RejectedException(
            new Problem(
                UNKNOWN_TYPE,
                "The type \"" + abbreviate(type) + "\" is not known here.",
                abbreviate(type)));
      }
      observer.accept(type, packet);
      return new DecodeResult.Message<>(reader.read(packet));
    } catch (RejectedException e) {
      return new DecodeResult.Malformed<>(e.problem());
    }
  }

  private static String abbreviate(String type) {
    return type.length() <= MAX_SHOWN_TYPE ? type : type.substring(0, MAX_SHOWN_TYPE) + "…";
  }
}
