package io.parley.server;

import com.typesafe.config.Config;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.MonitorableThreadFactory;

/**
 * Creates the threads of the default dispatcher, as many as processors and at least two, with a
 * {@link FairExecutor}. Its bound of nested tasks is {@code max-nested-tasks} of the dispatcher.
 *
 * <p>pekko.conf names this class, and Pekko calls its constructor.
 */
public final class FairExecutorConfigurator extends ExecutorServiceConfigurator {
  private static final int MIN_THREADS = 2;

  private final int maxNestedTasks;

  public FairExecutorConfigurator(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    this.maxNestedTasks = config.getInt("max-nested-tasks");
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
    ThreadFactory named =
        threads instanceof MonitorableThreadFactory pekko
            ? pekko.withName(pekko.name() + "-" + id)
            : threads;
    return () -> createExecutor(named);
  }

  private ExecutorService createExecutor(ThreadFactory threads) {
    int count = Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors());
    return new FairExecutor(count, threads, maxNestedTasks);
  }
}
