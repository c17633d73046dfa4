package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;

/**
 * One wire protocol. Both of its sides are made from the same parts, so that what the server can
 * say the client can read. It serves any number of connections at once.
 *
 * @param name the name in configuration, on the command line and in logs
 * @param registration how a connection comes by its nickname
 * @param echoes whether people get what they said themselves, as everybody does
 * @param serverSide what the server writes and reads
 * @param clientSide what the client writes and reads
 */
public record Dialect(
    String name,
    Registration registration,
    boolean echoes,
    Side<ServerMessage, ClientMessage> serverSide,
    Side<ClientMessage, ServerMessage> clientSide) {}
