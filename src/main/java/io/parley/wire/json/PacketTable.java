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
 * Reads the JSON packets of one side of a dialect: each type by its name on the wire.
 *
 * @param <M> what a packet becomes
 */
public final class PacketTable<M> {

  /** Reads the packets of one type. */
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
   * The same.
   *
   * @param remembered how many packets are remembered as read; 0 for none
   */
  public PacketTable(ObjectMapper json, Map<String, Reader<M>> readers, int remembered) {
    this.json = json;
    this.readers = Map.copyOf(readers);
    this.cache = new DecodeCache<>(remembered);
  }

  /** The message in a payload, or what is wrong with it. */
  public DecodeResult<M> read(ByteString payload) {
    return cache.getOrDecode(payload, unread -> read(unread, (type, packet) -> {}));
  }

  /**
   * The same.
   *
   * @param before is shown each packet of a known type, and the type, before it is read: whether or
   *     not its fields are in order
   */
  public DecodeResult<M> read(ByteString payload, BiConsumer<String, JsonPacket> before) {
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
      before.accept(type, packet);
      return new DecodeResult.Message<>(reader.read(packet));
    } catch (RejectedException e) {
      return new DecodeResult.Malformed<>(e.problem());
    }
  }

  private static String abbreviate(String type) {
    return type.length() <= MAX_SHOWN_TYPE ? type : type.substring(0, MAX_SHOWN_TYPE) + "…";
  }
}
