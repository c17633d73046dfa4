package io.parley.client;

import io.parley.protocol.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do when a nickname is refused: a person may think of another one, a script cannot. Who
 * was in before tries again for a while, as the server may not know yet that the connection is gone
 * that has the nickname.
 */
final class Refusals {
  /** For so many attempts a nickname that is taken may be so by the connection that was lost. */
  private static final int GHOSTLY = 8;

  private final Visit visit;
  private final Lifeline lifeline;
  private final Ending ending;

  /** A connection that the server ends as it refused the nickname. */
  private volatile @Nullable Call givenUp;

  Refusals(Visit visit, Lifeline lifeline, Ending ending) {
    this.visit = visit;
    this.lifeline = lifeline;
    this.ending = ending;
  }

  /**
   * The nickname was refused.
   *
   * @param cues what a screen is about to do, for what it is to do besides
   */
  void onRefused(Call refused, Problem problem, List<Cue> cues) {
    boolean mayRetry = visit.memory().registering().mayRetry();
    if (mayBeOwnGhost(problem)) {
      if (mayRetry) {
        refused.tearDown(problem.message());
      }
    } else if (visit.screen().isInteractive()) {
      givenUp = mayRetry ? null : refused;
      cues.add(new Cue.Prompt("nickname"));
      cues.add(Line.now("*** Type another nickname, or /q to leave."));
    } else if (mayRetry) {
      // Or else this would end before it is shown.
      new Drawing(visit.screen(), visit.memory()).draw(cues);
      cues.clear();
      ending.lost();
    } // else the server closes, which ends it
  }

  /** Whether the next nickname gets a new connection. */
  boolean isGivenUp(Call call) {
    return call == givenUp;
  }

  /** Whether there is no use in asking again. */
  boolean isFinal(Problem problem) {
    return problem.code().isNicknameError() && !mayBeOwnGhost(problem);
  }

  private boolean mayBeOwnGhost(Problem problem) {
    return visit.memory().standing().wasIn()
        && problem.code() == Problem.Code.NICKNAME_TAKEN
        && lifeline.failures() < GHOSTLY;
  }
}
