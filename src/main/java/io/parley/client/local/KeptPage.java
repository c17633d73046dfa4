package io.parley.client.local;

import io.parley.protocol.Nickname;
import java.util.List;

/**
 * Kept messages of a private conversation.
 *
 * @param ticket that of the request
 * @param messages the oldest first
 * @param complete whether no older message is kept
 */
public record KeptPage(Nickname peer, long ticket, List<KeptMessage> messages, boolean complete) {}
