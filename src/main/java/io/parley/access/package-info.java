/**
 * Who may see and do what in a room: its settings, roles and bans, and the one place that decides.
 */
package io.parley.access;
