package io.parley.dialect;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.wire.WireContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of dialects. */
class DialectsTest {
  private static final WireContext WIRE = DialectTestKit.wire(new ObjectMapper(), 1024);

  @Test
  void dialect_is_found_by_its_name() {
    List<String> names = Dialects.all(WIRE).stream().map(Dialect::name).toList();
    assertEquals(List.copyOf(Dialects.names()), names);
    assertEquals(names.size(), Set.copyOf(names).size());
    for (String name : names) {
      assertEquals(Optional.of(name), Dialects.find(name, WIRE).map(Dialect::name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "klingon", "BEEJ", " beej"})
  void unknown_name_finds_no_dialect(String name) {
    assertTrue(Dialects.find(name, WIRE).isEmpty());
  }

  @Test
  void dialect_returns_the_same_codecs() {
    // Batches keep their bytes by codec, so that another instance would encode them again.
    for (Dialect dialect : Dialects.all(WIRE)) {
      assertEquals(dialect.serverCodec(), dialect.serverCodec());
      assertEquals(dialect.clientCodec(), dialect.clientCodec());
    }
  }

  @Test
  void framing_tests_cover_every_dialect_with_a_length() {
    assertEquals(
        DialectVariants.all(WIRE).stream()
            .filter(dialect -> dialect.serverCodec() instanceof FramedDialectCodec)
            .map(Dialect::name)
            .collect(toSet()),
        FramedJsonDirection.LENGTH_BYTES.keySet());
  }
}
