package io.parley.client;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.reconnect.Reconnector;
import io.parley.client.screen.ScreenRenderer;
import io.parley.protocol.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do when a nickname is refused: a person may think of another one, a script cannot. Who
 * was in before tries again for a while, as the server may not know yet that the connection is gone
 * that has the nickname.
 */
final class NicknameRejection {
  /** For so many attempts a nickname that is taken may be so by the connection that was lost. */
  private static final int MAX_GHOST_ATTEMPTS = 8;

  private final ClientContext context;
  private final Reconnector reconnector;
  private final ShutdownSequence shutdown;

  /** A connection that the server ends as it refused the nickname. */
  private volatile @Nullable ServerSession abandoned;

  NicknameRejection(ClientContext visit, Reconnector lifeline, ShutdownSequence ending) {
    this.context = visit;
    this.reconnector = lifeline;
    this.shutdown = ending;
  }

  /**
   * The nickname was refused.
   *
   * @param cues what a screen is about to do, for what it is to do besides
   */
  void onNicknameRejected(ServerSession refused, Problem problem, List<ScreenUpdate> cues) {
    boolean mayRetry = context.state().registration().mayRetry();
    if (mayBeOwnGhost(problem)) {
      if (mayRetry) {
        refused.abort(problem.message());
      }
    } else if (context.screen().isInteractive()) {
      abandoned = mayRetry ? null : refused;
      cues.add(new ScreenUpdate.PromptChanged("nickname"));
      cues.add(DisplayLine.live("*** Type another nickname, or /q to leave."));
    } else if (mayRetry) {
      // Or else this would end before it is shown.
      new ScreenRenderer(context.screen(), context.state()).draw(cues);
      cues.clear();
      shutdown.fail();
    } // else the server closes, which ends it
  }

  /** Whether the next nickname gets a new connection. */
  boolean isAbandoned(ServerSession call) {
    return call == abandoned;
  }

  /** Whether there is no use in asking again. */
  boolean isFinal(Problem problem) {
    return problem.code().isNicknameError() && !mayBeOwnGhost(problem);
  }

  private boolean mayBeOwnGhost(Problem problem) {
    return context.state().connection().wasRegistered()
        && problem.code() == Problem.Code.NICKNAME_TAKEN
        && reconnector.failures() < MAX_GHOST_ATTEMPTS;
  }
}
