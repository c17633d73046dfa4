package io.parley.client;

import io.parley.client.screen.FakeScreen;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.Effect;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The parts of a client's actor without the actor: timers that only record what is started, and
 * inboxes in place of the actors of input and screen.
 */
final class ActorParts {
  static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);

  final TestInbox<InputActor.ReadLine> permits = TestInbox.create();
  final TestInbox<ScreenActor.Draw> frames = TestInbox.create();
  private final List<TimerScheduler<ClientActor.Command>> holder = new ArrayList<>();
  private final BehaviorTestKit<ClientActor.Command> timerKit =
      BehaviorTestKit.create(
          Behaviors.withTimers(
              timers -> {
                holder.add(timers);
                return Behaviors.empty();
              }));

  /** The setup of the client of pat, who joins no room at the start. */
  static ClientSetup setup(ClientTestKit testKit, FakeScreen screen, Optional<String> room) {
    ClientSettings settings =
        new ClientSettings(
            STALL_TIMEOUT,
            STALL_TIMEOUT,
            ClientTestKit.ANSWER,
            STALL_TIMEOUT,
            STALL_TIMEOUT,
            ClientTestKit.RECONNECT,
            ClientTestKit.SCREEN,
            ClientTestKit.KEEP);
    return ClientSetup.create(
        settings,
        testKit.detector(),
        screen,
        "pat",
        "chat",
        3490,
        Optional.empty(),
        room,
        List.of(),
        Clock.systemUTC(),
        Optional.empty());
  }

  TimerScheduler<ClientActor.Command> timers() {
    return holder.get(0);
  }

  ShutdownSequence shutdown(ClientSetup setup) {
    return new ShutdownSequence(
        setup.traits(),
        setup.state(),
        setup.outbox(),
        setup.updates(),
        setup.settings().lingerTimeout(),
        setup.trust().isEmpty(),
        timers());
  }

  /** The messages of the timers that were started since the last call, in their order. */
  List<ClientActor.Command> startedTimers() {
    List<ClientActor.Command> started = new ArrayList<>();
    for (Effect effect : timerKit.getAllEffects()) {
      if (effect instanceof Effect.TimerScheduled<?> timer) {
        started.add((ClientActor.Command) timer.msg());
      }
    }
    return started;
  }
}
