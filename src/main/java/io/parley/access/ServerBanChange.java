package io.parley.access;

import static io.parley.protocol.Problem.Code.BAN_LIST_FULL;
import static io.parley.protocol.Problem.Code.NO_SUCH_BAN;

import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A change of the bans of the server. Pure; {@link ServerPermissions} is asked before. */
public sealed interface ServerBanChange {

  /**
   * The bans after the change, without those that have ended.
   *
   * @throws RejectedException {@code BAN_LIST_FULL}, {@code NO_SUCH_BAN}
   */
  List<Restriction> applyTo(List<Restriction> bans, AccessLimits limits) throws RejectedException;

  /** Somebody is banned, in place of an earlier ban of the same name. */
  record Imposed(Restriction ban) implements ServerBanChange {
    @Override
    public List<Restriction> applyTo(List<Restriction> bans, AccessLimits limits)
        throws RejectedException {
      List<Restriction> all = inForce(bans, ban.since());
      all.removeIf(each -> each.isNamed(ban.target()));
      all.add(ban);
      if (all.size() > limits.maxServerBans()) {
        throw new RejectedException(
            new Problem(
                BAN_LIST_FULL,
                "The server has "
                    + limits.maxServerBans()
                    + " bans, which is the limit; lift one first.",
                Integer.toString(limits.maxServerBans())));
      }
      return all;
    }
  }

  /**
   * A ban is lifted.
   *
   * @param target the name under which it is listed
   */
  record Removed(String target, Instant now) implements ServerBanChange {
    @Override
    public List<Restriction> applyTo(List<Restriction> bans, AccessLimits limits)
        throws RejectedException {
      List<Restriction> rest = inForce(bans, now);
      if (!rest.removeIf(each -> each.isNamed(target))) {
        throw new RejectedException(
            new Problem(
                NO_SUCH_BAN, "There is no ban of " + target + " from this server.", target));
      }
      return rest;
    }
  }

  private static List<Restriction> inForce(List<Restriction> bans, Instant now) {
    List<Restriction> all = new ArrayList<>(bans);
    all.removeIf(each -> !each.isInForce(now));
    return all;
  }
}
