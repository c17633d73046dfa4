package io.parley.dialect;

import static io.parley.protocol.Problem.Code.UNKNOWN_TYPE;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
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

  private static final int LONGEST_SHOWN = 32;

  private final ObjectMapper json;
  private final Map<String, Reader<M>> readers;
  private final ReadBefore<Received<M>> before;

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
    this.before = new ReadBefore<>(remembered);
  }

  /** The message in a payload, or what is wrong with it. */
  public Received<M> read(ByteString payload) {
    return before.or(payload, unread -> read(unread, (type, packet) -> {}));
  }

  /**
   * The same.
   *
   * @param before is shown each packet of a known type, and the type, before it is read: whether or
   *     not its fields are in order
   */
  public Received<M> read(ByteString payload, BiConsumer<String, JsonPacket> before) {
    try {
      JsonPacket packet = JsonPacket.parse(json, payload);
      String type = packet.string("type");
      Reader<M> reader = readers.get(type);
      if (reader == null) {
        throw new RejectedException(
            new Problem(
                UNKNOWN_TYPE, "The type \"" + shown(type) + "\" is not known here.", shown(type)));
      }
      before.accept(type, packet);
      return new Received.Message<>(reader.read(packet));
    } catch (RejectedException e) {
      return new Received.Malformed<>(e.problem());
    }
  }

  private static String shown(String type) {
    return type.length() <= LONGEST_SHOWN ? type : type.substring(0, LONGEST_SHOWN) + "…";
  }
}
