package io.parley.wire.json;

import static io.parley.protocol.Problem.Code.MISSING_FIELD;
import static io.parley.protocol.Problem.Code.NOT_AN_OBJECT;
import static io.parley.protocol.Problem.Code.NOT_JSON;
import static io.parley.protocol.Problem.Code.NOT_UTF8;
import static io.parley.protocol.Problem.Code.WRONG_FIELD_TYPE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.protocol.RejectedException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.pekko.util.ByteString;

/**
 * A JSON object that came over the wire. Fields that nobody asks for are ignored; nothing is
 * coerced.
 */
public final class JsonPacket {
  private final JsonNode object;

  private JsonPacket(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads one object.
   *
   * @throws RejectedException {@code NOT_UTF8}, {@code NOT_JSON} (also when it is nested too deep,
   *     names a field twice, or goes on after its end) or {@code NOT_AN_OBJECT}
   */
  public static JsonPacket parse(ObjectMapper json, ByteString payload) throws RejectedException {
    JsonNode node;
    try {
      // Jackson lets some malformed sequences pass; a decoder of the JDK reports them all.
      String text = StandardCharsets.UTF_8.newDecoder().decode(payload.asByteBuffer()).toString();
      node = json.readTree(text);
    } catch (CharacterCodingException e) {
      throw new RejectedException(NOT_UTF8, "That was not UTF-8.");
    } catch (JsonProcessingException e) {
      throw new RejectedException(NOT_JSON, "That was not valid JSON.");
    }
    if (node.isMissingNode()) {
      throw new RejectedException(NOT_JSON, "That was not valid JSON.");
    }
    if (!node.isObject()) {
      throw new RejectedException(NOT_AN_OBJECT, "That was JSON, but not an object.");
    }
    return new JsonPacket(node);
  }

  /**
   * A field that must be there and must be a string.
   *
   * @throws RejectedException {@code MISSING_FIELD} or {@code WRONG_FIELD_TYPE}
   */
  public String string(String field) throws RejectedException {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      throw missing(field);
    }
    if (!value.isTextual()) {
      throw new RejectedException(
          WRONG_FIELD_TYPE, "The field \"" + field + "\" must be a string.");
    }
    return value.textValue();
  }

  /** A field that may be there; empty also if it is no string. */
  public Optional<String> optionalString(String field) {
    JsonNode value = object.get(field);
    return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /**
   * A field that need not be there, but if it is, and is not null, must be a string.
   *
   * @throws RejectedException {@code WRONG_FIELD_TYPE}
   */
  public Optional<String> stringIfPresent(String field) throws RejectedException {
    return isPresent(field) ? Optional.of(string(field)) : Optional.empty();
  }

  /**
   * A field that need not be there, but if it is, and is not null, must be a whole number from 0 to
   * {@link Integer#MAX_VALUE}, written without a fraction.
   *
   * @throws RejectedException {@code WRONG_FIELD_TYPE}
   */
  public OptionalInt intIfPresent(String field) throws RejectedException {
    OptionalLong number = integerIfPresent(field, Integer.MAX_VALUE);
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  /**
   * The same up to {@link Long#MAX_VALUE}.
   *
   * @throws RejectedException {@code WRONG_FIELD_TYPE}
   */
  public OptionalLong longIfPresent(String field) throws RejectedException {
    return integerIfPresent(field, Long.MAX_VALUE);
  }

  /** A whole number from 0 on that may be there; empty also if it is anything else. */
  public OptionalLong optionalLong(String field) {
    JsonNode value = object.path(field);
    return isNonNegativeInteger(value, Long.MAX_VALUE)
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  /** A time, as {@link PosixTime} writes it, that may be there; empty also if it is no such. */
  public Optional<Instant> optionalTime(String field) {
    JsonNode value = object.path(field);
    return value.isNumber() ? PosixTime.parse(value.doubleValue()) : Optional.empty();
  }

  /** The whole numbers of a list, 0 for what is none; empty if there is no list. */
  public List<Integer> optionalCounts(String field) {
    List<Integer> counts = new ArrayList<>();
    JsonNode value = object.path(field);
    if (value.isArray()) {
      value.forEach(
          count ->
              counts.add(isNonNegativeInteger(count, Integer.MAX_VALUE) ? count.intValue() : 0));
    }
    return counts;
  }

  /**
   * A field that must be there and must be a list of objects.
   *
   * @throws RejectedException {@code MISSING_FIELD} or {@code WRONG_FIELD_TYPE}
   */
  public List<JsonPacket> packets(String field) throws RejectedException {
    if (!isPresent(field)) {
      throw missing(field);
    }
    JsonNode value = object.path(field);
    List<JsonPacket> packets = new ArrayList<>();
    for (JsonNode element : value) {
      packets.add(new JsonPacket(element));
    }
    if (!value.isArray() || packets.stream().anyMatch(packet -> !packet.object.isObject())) {
      throw new RejectedException(
          WRONG_FIELD_TYPE, "The field \"" + field + "\" must be a list of objects.");
    }
    return packets;
  }

  /**
   * A field that must be there and must be a list of strings.
   *
   * @throws RejectedException {@code MISSING_FIELD} or {@code WRONG_FIELD_TYPE}
   */
  public List<String> strings(String field) throws RejectedException {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      throw missing(field);
    }
    List<String> strings = new ArrayList<>();
    for (JsonNode element : value) {
      strings.add(element.textValue());
    }
    if (!value.isArray() || strings.contains(null)) {
      throw new RejectedException(
          WRONG_FIELD_TYPE, "The field \"" + field + "\" must be a list of strings.");
    }
    return strings;
  }

  /** Whether a field is there and is {@code true}, not merely something like it. */
  public boolean flag(String field) {
    JsonNode value = object.get(field);
    return value != null && value.isBoolean() && value.booleanValue();
  }

  private boolean isPresent(String field) {
    return object.hasNonNull(field);
  }

  private OptionalLong integerIfPresent(String field, long most) throws RejectedException {
    if (!isPresent(field)) {
      return OptionalLong.empty();
    }
    JsonNode value = object.path(field);
    if (!isNonNegativeInteger(value, most)) {
      throw new RejectedException(
          WRONG_FIELD_TYPE,
          "The field \"" + field + "\" must be a whole number from 0 to " + most + ".");
    }
    return OptionalLong.of(value.longValue());
  }

  private static boolean isNonNegativeInteger(JsonNode value, long most) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= 0
        && value.longValue() <= most;
  }

  private static RejectedException missing(String field) {
    return new RejectedException(MISSING_FIELD, "The field \"" + field + "\" is missing.");
  }
}
