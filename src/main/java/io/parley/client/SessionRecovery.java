package io.parley.client;

import io.parley.client.command.CommandOutcome;
import io.parley.client.command.UserCommand;
import io.parley.client.delivery.DeliveryNotices;
import io.parley.client.delivery.DeliveryTracker;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.RejoinRetries;
import io.parley.client.reconnect.RejoinSequence;
import io.parley.client.reconnect.ResendSequence;
import io.parley.client.state.ClientState;
import io.parley.protocol.Request;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * What a connection does after the registration to continue the lost one: waits for the rejoin of
 * the rooms, and then resends the unsent texts, with a deadline for each answer of the server. The
 * first connection has nothing to continue. Owned by the client's actor.
 */
final class SessionRecovery {
  private final UUID streamId;
  private final ClientSetup setup;
  private final ClientState state;
  private final RejoinSequence rejoin;
  private final TimerScheduler<ClientActor.Command> timers;
  private final RejoinRetries retries;
  private Optional<ResendSequence> resend = Optional.empty();

  /** The server has not accepted the nickname yet. */
  SessionRecovery(
      UUID streamId,
      ClientSetup setup,
      RejoinSequence rejoin,
      TimerScheduler<ClientActor.Command> timers) {
    this.streamId = streamId;
    this.setup = setup;
    this.state = setup.state();
    this.rejoin = rejoin;
    this.timers = timers;
    this.retries =
        new RejoinRetries(rejoin, setup.settings().reconnect(), new Random()::nextDouble);
  }

  /** The rejoin, if it is not complete, must progress in time. */
  void awaitRejoin() {
    if (!rejoin.isComplete()) {
      timers.startSingleTimer(
          ClientActor.TimerKey.REJOIN,
          new ConnectionEvent.RejoinTimeout(streamId, rejoin.progress()),
          setup.settings().reconnect().silenceTimeout());
    }
  }

  /** All rooms are rejoined: reports texts with an unknown fate, and resends the others. */
  void onRejoined() {
    DeliveryTracker delivery = state.delivery();
    List<OutgoingMessage> doubtful =
        delivery.takeUncertain(text -> !rejoin.hasReplayed(text.room()));
    doubtful.addAll(delivery.takeUnsent(text -> !state.rooms().mayBeIn(text.room())));
    delivery.requeueSent();
    resend =
        Optional.of(
            new ResendSequence(
                state, setup.outbox(), rejoin.currentRoom(), rejoin.confirmsRooms()));
    showNotices(DeliveryNotices.doubtful(doubtful));
  }

  /** Shows lines about the program itself: to a person among the lines of the chat. */
  void showNotices(List<String> lines) {
    for (String line : lines) {
      setup
          .updates()
          .add(
              setup.traits().interactive()
                  ? DisplayLine.diagnostic(line)
                  : new ScreenUpdate.Diagnostic(line));
    }
  }

  /** Schedules the retry of a refused request, and resends the next texts if nothing is awaited. */
  void advance() {
    retries
        .takeDelay()
        .ifPresent(
            delay ->
                timers.startSingleTimer(
                    ClientActor.TimerKey.REJOIN_RETRY,
                    new ConnectionEvent.RejoinRetryDue(streamId),
                    delay));
    if (resend.isEmpty()) {
      return;
    }
    Optional<Integer> before = resend.get().awaitedStep();
    DeliveryNotices.unsent(resend.get().advance()).forEach(setup.updates()::showDiagnostic);
    Optional<Integer> after = resend.get().awaitedStep();
    if (after.isPresent() && !after.equals(before)) {
      timers.startSingleTimer(
          ClientActor.TimerKey.RESEND,
          new ConnectionEvent.ResendTimeout(streamId, after.get()),
          setup.settings().reconnect().silenceTimeout());
    }
    if (resend.get().isDone()) {
      resend = Optional.empty();
      state.connection().awayNote().ifPresent(this::requestAway);
    }
  }

  /** The server has forgotten the away note together with the lost connection. */
  private void requestAway(String note) {
    CommandOutcome ignored = // a refusal is shown
        new UserCommand.SendRequest(new Request.Away(Optional.of(note)), "away notes")
            .accept(setup.commandHandler());
  }

  /** The server does not confirm a selected room, or the texts. */
  void onResendTimeout(int step) {
    resend.ifPresent(sequence -> sequence.onTimeout(step));
  }
}
