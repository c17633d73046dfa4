package io.parley.dialect;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private static RejectedException missing(String field) {
    return new RejectedException(MISSING_FIELD, "The field \"" + field + "\" is missing.");
  }
}
