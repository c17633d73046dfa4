package io.parley.cli;

import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** An extension of an actor system that makes the JVM exit while the system is created. */
public final class ExitDuringStart extends ExtensionId<ExitDuringStart.Exiting> {
  static final int STATUS = 143;

  private static final ExitDuringStart INSTANCE = new ExitDuringStart();

  /** The JVM is exiting. */
  public static final class Exiting implements Extension {}

  private ExitDuringStart() {}

  /** Pekko calls it. */
  public static ExitDuringStart getInstance() {
    return INSTANCE;
  }

  @Override
  public Exiting createExtension(ActorSystem<?> system) {
    CountDownLatch exiting = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(exiting::countDown));
    new Thread(() -> System.exit(STATUS)).start();
    try {
      exiting.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Exiting();
  }
}
