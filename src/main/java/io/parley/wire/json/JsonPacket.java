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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.pekko.util.ByteString;

/**
 * A JSON object received from a peer. Unknown fields are ignored, and types are not coerced. The
 * strict methods, which the server uses, reject a field of the wrong type; the {@code optional}
 * methods, which the client uses for other servers, take it for a missing one.
 */
public final class JsonPacket {
  private final JsonNode object;

  private JsonPacket(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads one object.
   *
   * @throws RejectedException {@code NOT_UTF8}, {@code NOT_JSON} (also if it is nested too deep,
   *     has a field twice, or has more text after its end) or {@code NOT_AN_OBJECT}
   */
  public static JsonPacket parse(ObjectMapper json, ByteString payload) throws RejectedException {
    JsonNode node;
    try {
      // Jackson accepts some malformed sequences; the JDK's decoder reports all of them.
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
   * A required field that must be a string.
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

  /** An optional string; empty if the field has another type. */
  public Optional<String> optionalString(String field) {
    JsonNode value = object.get(field);
    return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /**
   * An optional field that must be a string if it is there and not null.
   *
   * @throws RejectedException {@code WRONG_FIELD_TYPE}
   */
  public Optional<String> stringIfPresent(String field) throws RejectedException {
    return isPresent(field) ? Optional.of(string(field)) : Optional.empty();
  }

  /**
   * An optional field that must be a whole number from 0 to {@link Integer#MAX_VALUE}, without a
   * fraction, if it is there and not null.
   *
   * @throws RejectedException {@code WRONG_FIELD_TYPE}
   */
  public OptionalInt intIfPresent(String field) throws RejectedException {
    OptionalLong number = integerIfPresent(field, Integer.MAX_VALUE);
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  /**
   * As {@link #intIfPresent}, up to {@link Long#MAX_VALUE}.
   *
   * @throws RejectedException {@code WRONG_FIELD_TYPE}
   */
  public OptionalLong longIfPresent(String field) throws RejectedException {
    return integerIfPresent(field, Long.MAX_VALUE);
  }

  /**
   * A required field that must be a whole number from 0 to {@link Long#MAX_VALUE}.
   *
   * @throws RejectedException {@code MISSING_FIELD} or {@code WRONG_FIELD_TYPE}
   */
  public long number(String field) throws RejectedException {
    OptionalLong number = longIfPresent(field);
    if (number.isEmpty()) {
      throw missing(field);
    }
    return number.getAsLong();
  }

  /** An optional whole number from 0; empty if the field is anything else. */
  public OptionalLong optionalLong(String field) {
    JsonNode value = object.path(field);
    return isNonNegativeInteger(value, Long.MAX_VALUE)
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  /** An optional whole number of at least 0; empty if the field is anything else. */
  public OptionalInt optionalCount(String field) {
    JsonNode value = object.path(field);
    return isNonNegativeInteger(value, Integer.MAX_VALUE)
        ? OptionalInt.of(value.intValue())
        : OptionalInt.empty();
  }

  /** An optional {@link PosixTime}; empty if the field is anything else. */
  public Optional<Instant> optionalTime(String field) {
    JsonNode value = object.path(field);
    return value.isNumber() ? PosixTime.parse(value.doubleValue()) : Optional.empty();
  }

  /** A list of whole numbers, 0 for an element that is none; empty if the field is no list. */
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
   * A required field that must be a list of objects.
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

  /** The strings of an optional list, in its order, without what else is in it. */
  public List<String> optionalStringList(String field) {
    List<String> strings = new ArrayList<>();
    JsonNode value = object.path(field);
    if (value.isArray()) {
      value.forEach(
          element -> {
            if (element.isTextual()) {
              strings.add(element.textValue());
            }
          });
    }
    return strings;
  }

  /** An optional object; empty if the field is anything else. */
  public Optional<JsonPacket> optionalPacket(String field) {
    JsonNode value = object.path(field);
    return value.isObject() ? Optional.of(new JsonPacket(value)) : Optional.empty();
  }

  /** The objects of an optional list, in its order, without what else is in it. */
  public List<JsonPacket> optionalPackets(String field) {
    List<JsonPacket> packets = new ArrayList<>();
    JsonNode value = object.path(field);
    if (value.isArray()) {
      value.forEach(
          element -> {
            if (element.isObject()) {
              packets.add(new JsonPacket(element));
            }
          });
    }
    return packets;
  }

  /**
   * A required field that must be a list of strings.
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

  /** The strings of an object by their names, in its order; empty if the field is no object. */
  public Map<String, String> optionalStrings(String field) {
    Map<String, String> strings = new LinkedHashMap<>();
    object
        .path(field)
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isTextual()) {
                strings.put(entry.getKey(), entry.getValue().textValue());
              }
            });
    return strings;
  }

  /** Whether a field is the boolean {@code true}. */
  public boolean flag(String field) {
    JsonNode value = object.get(field);
    return value != null && value.isBoolean() && value.booleanValue();
  }

  private boolean isPresent(String field) {
    return object.hasNonNull(field);
  }

  private OptionalLong integerIfPresent(String field, long max) throws RejectedException {
    if (!isPresent(field)) {
      return OptionalLong.empty();
    }
    JsonNode value = object.path(field);
    if (!isNonNegativeInteger(value, max)) {
      throw new RejectedException(
          WRONG_FIELD_TYPE,
          "The field \"" + field + "\" must be a whole number from 0 to " + max + ".");
    }
    return OptionalLong.of(value.longValue());
  }

  private static boolean isNonNegativeInteger(JsonNode value, long max) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= 0
        && value.longValue() <= max;
  }

  private static RejectedException missing(String field) {
    return new RejectedException(MISSING_FIELD, "The field \"" + field + "\" is missing.");
  }
}
