package io.parley.dialect;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches for input of a client that breaks the invariants of the server's decoders. */
class ServerDecoderFuzzTest {
  private static final DecoderInvariants INVARIANTS = new DecoderInvariants();
  private static final FuzzedDialects DIALECTS = FuzzedDialects.of(INVARIANTS.dialects());

  @AfterAll
  static void end() {
    INVARIANTS.close();
  }

  static Stream<byte[]> seeds() {
    return DIALECTS.seeds(FuzzCorpus::toServer);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = FuzzedDialects.DURATION)
  void server_decodes_every_input(byte[] input) {
    DIALECTS.accept(input, (dialect, bytes) -> INVARIANTS.check(dialect.serverCodec(), bytes));
  }
}
