package io.parley.dialect;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches for input of a server that breaks the invariants of the client's decoders. */
class ClientDecoderFuzzTest {
  private static final DecoderInvariants INVARIANTS = new DecoderInvariants();
  private static final FuzzedDialects DIALECTS = FuzzedDialects.of(INVARIANTS.dialects());

  @AfterAll
  static void end() {
    INVARIANTS.close();
  }

  static Stream<byte[]> seeds() {
    return DIALECTS.seeds(FuzzCorpus::toClient);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = FuzzedDialects.DURATION)
  void client_decodes_every_input(byte[] input) {
    DIALECTS.accept(input, (dialect, bytes) -> INVARIANTS.check(dialect.clientCodec(), bytes));
  }
}
