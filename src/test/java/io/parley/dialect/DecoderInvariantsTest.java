package io.parley.dialect;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every golden file, and variants of it that are cut short or damaged, decode as the invariants
 * require. The same inputs are what the fuzz tests in {@code src/fuzz} begin with.
 */
class DecoderInvariantsTest {
  private static final DecoderInvariants INVARIANTS = new DecoderInvariants();

  @AfterAll
  static void end() {
    INVARIANTS.close();
  }

  static Stream<Dialect> dialects() {
    return INVARIANTS.dialects().stream();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void server_decodes_golden_input_however_it_is_cut_or_damaged(Dialect dialect) {
    FuzzCorpus.toServer(dialect)
        .flatMap(FuzzCorpus::variants)
        .forEach(input -> INVARIANTS.check(dialect.serverCodec(), input));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void client_decodes_golden_input_however_it_is_cut_or_damaged(Dialect dialect) {
    FuzzCorpus.toClient(dialect)
        .flatMap(FuzzCorpus::variants)
        .forEach(input -> INVARIANTS.check(dialect.clientCodec(), input));
  }

  @Test
  void server_decodes_the_inputs_that_fuzz_tests_have_saved() {
    FuzzedDialects fuzzed = new FuzzedDialects(INVARIANTS.dialects());
    SavedInputs.of("ServerDecoderFuzzTest")
        .forEach(
            input ->
                fuzzed.accept(
                    input, (dialect, bytes) -> INVARIANTS.check(dialect.serverCodec(), bytes)));
  }

  @Test
  void client_decodes_the_inputs_that_fuzz_tests_have_saved() {
    FuzzedDialects fuzzed = new FuzzedDialects(INVARIANTS.dialects());
    SavedInputs.of("ClientDecoderFuzzTest")
        .forEach(
            input ->
                fuzzed.accept(
                    input, (dialect, bytes) -> INVARIANTS.check(dialect.clientCodec(), bytes)));
  }
}
