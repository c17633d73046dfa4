package io.parley.account.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id by Bouncy Castle. Each thread keeps the memory of its last hash for the next one: 19 MiB
 * of new objects for each log-in would fill the heap of a server within seconds, and each
 * collection would stop it. The memory is free when the thread has ended.
 */
public final class Argon2 implements PasswordFunction {
  /** What a hash needs beside the blocks of its memory: Bouncy Castle takes 4 from the pool. */
  private static final int EXTRA_BLOCKS = 8;

  /** The blocks of a thread, for one size. */
  private record Blocks(int memoryKib, BlockPool pool) {
    static Blocks of(int memoryKib) {
      return new Blocks(memoryKib, new FixedBlockPool(memoryKib + EXTRA_BLOCKS));
    }
  }

  private static final ThreadLocal<Blocks> OF_THREAD = new ThreadLocal<>();

  @Override
  public byte[] compute(byte[] password, byte[] salt, HashSettings cost, int lanes, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(lanes)
            .withSalt(salt)
            .withBlockPool(blocks(cost.memoryKib()))
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }

  private BlockPool blocks(int memoryKib) {
    Blocks blocks = OF_THREAD.get();
    if (blocks == null || blocks.memoryKib() != memoryKib) {
      blocks = Blocks.of(memoryKib);
      OF_THREAD.set(blocks);
    }
    return blocks.pool();
  }
}
