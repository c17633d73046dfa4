package io.parley.dialect;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.wire.WireContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of the dialects. */
class DialectsTest {
  private static final WireContext WIRE = DialectTestKit.wire(new ObjectMapper(), 1024);

  @Test
  void every_dialect_is_found_under_its_own_name_and_no_other() {
    List<String> names = Dialects.all(WIRE).stream().map(Dialect::name).toList();
    assertEquals(List.copyOf(Dialects.names()), names);
    assertEquals(names.size(), Set.copyOf(names).size());
    for (String name : names) {
      assertEquals(Optional.of(name), Dialects.find(name, WIRE).map(Dialect::name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "klingon", "BEEJ", " beej"})
  void an_unknown_name_finds_nothing(String name) {
    assertTrue(Dialects.find(name, WIRE).isEmpty());
  }

  @Test
  void a_dialect_has_the_same_sides_whenever_it_is_asked() {
    // What is encoded is kept by its side: another side would be another encoding of it.
    for (Dialect dialect : Dialects.all(WIRE)) {
      assertEquals(dialect.serverCodec(), dialect.serverCodec());
      assertEquals(dialect.clientCodec(), dialect.clientCodec());
    }
  }

  @Test
  void the_tests_of_framing_leave_no_dialect_out() {
    assertEquals(
        DialectVariants.all(WIRE).stream().map(Dialect::name).collect(toSet()),
        Stream.concat(
                FramedJsonDirection.LENGTH_BYTES.keySet().stream(),
                FramedJsonDirection.OTHER_DIALECTS.stream())
            .collect(toSet()));
  }
}
